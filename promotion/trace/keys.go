package trace

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
)

// recordKeys are the keys of a [Record].
var recordKeys = []string{
	"at", "release", "asset", "link", "event", "by", "coverage", "deliverables", "share", "members", "saw", "measured",
}

// checkKeys looks for keys of a JSON object that are there twice or in other
// letters, in which package json takes the last one and any case.
func checkKeys(object []byte) error {
	seen := 0
	for key := range keys(object) {
		i := slices.Index(recordKeys, string(key))
		switch {
		case i < 0:
			return fmt.Errorf("unknown field %q", key)
		case seen&(1<<i) != 0:
			return fmt.Errorf("%q is there twice, expected it once", key)
		}
		seen |= 1 << i
	}
	return nil
}

// keys yields the keys of a valid JSON object as they are written, without
// those of the objects in it.
func keys(object []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		depth := 0
		for i := 0; i < len(object); i++ {
			switch object[i] {
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			case '"':
				text := stringAt(object, i)
				i += len(text) + 1
				rest := bytes.TrimLeft(object[i+1:], " \t\r")
				if depth == 1 && bytes.HasPrefix(rest, []byte(":")) && !yield(text) {
					return
				}
			}
		}
	}
}

// stringAt returns what is between the quote at i and the one that ends it.
func stringAt(json []byte, i int) []byte {
	end := i + 1
	for json[end] != '"' {
		if json[end] == '\\' {
			end++
		}
		end++
	}
	return json[i+1 : end]
}
