package document

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// parseTree reads a file's text into nodes. A name that ends in .json is JSON;
// anything else that begins with a brace is tried as JSON first, which is
// faster, and is YAML only if that fails.
func parseTree(name string, data []byte) (*node, *Problem) {
	data, problem := clean(data)
	if problem != nil {
		return nil, problem
	}
	isJSON := strings.EqualFold(filepath.Ext(name), ".json")
	inBraces, found := bytes.CutPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{"))
	if !isJSON && !found {
		return parseYAML(data)
	}
	root, problem := parseJSON(data)
	if isJSON || problem == nil {
		return root, problem
	}
	if root, other := parseYAML(data); other == nil || !bytes.HasPrefix(bytes.TrimLeft(inBraces, " \t\r\n"), []byte(`"`)) {
		return root, other
	}
	return nil, problem
}

// limitsOfFile ends the messages about files that are too large to be meant.
const limitsOfFile = "a scenario of 100,000 assets stays far below"

// clean refuses what is not the text of a scenario, and cuts off a byte order
// mark.
func clean(data []byte) ([]byte, *Problem) {
	if len(data) > mostBytes {
		return nil, &Problem{Wrong: fmt.Sprintf("is larger than %d MiB", mostBytes>>20), Expected: limitsOfFile}
	}
	for mark, what := range magic() {
		if bytes.HasPrefix(data, []byte(mark)) {
			return nil, &Problem{Wrong: "is " + what, Expected: "a scenario is YAML or JSON in UTF-8"}
		}
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return nil, placeOf(data, i).problem("has a NUL byte, so it is not text", "a scenario is YAML or JSON in UTF-8")
	}
	if !utf8.Valid(data) {
		return nil, placeOf(data, firstInvalid(data)).problem("is not UTF-8 here", "a scenario is YAML or JSON in UTF-8")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, &Problem{Wrong: "is empty", Expected: "a scenario begins with landfall: 1"}
	}
	return data, nil
}

// magic yields the beginnings of files that are mistaken for scenarios.
func magic() func(yield func(mark, what string) bool) {
	return func(yield func(mark, what string) bool) {
		_ = yield("PK\x03\x04", "a workbook or an archive (landfall import reads inventories)") &&
			yield("\x1f\x8b", "compressed") &&
			yield("\xff\xfe", "UTF-16") &&
			yield("\xfe\xff", "UTF-16")
	}
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// placeOf is the line and column of an offset.
func placeOf(data []byte, offset int) position {
	before := data[:min(offset, len(data))]
	line := bytes.LastIndexByte(before, '\n') + 1
	return position{bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[line:]) + 1}
}
