package document

import "math"

// kind is what a node of a file is.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	list
	mapping
)

// String names the kind with its article, as messages do.
func (k kind) String() string {
	return [...]string{"null", "true or false", "a number", "text", "a list", "a mapping"}[k]
}

// node is a value of a file. Aliases make it a graph without cycles.
type node struct {
	kind    kind
	at      position
	text    string  // of a scalar
	items   []*node // of a list
	entries []entry // of a mapping, in the order of the file, keys perhaps twice
	size    int     // number of nodes with aliases written out, at most mostNodes + 1
}

type entry struct {
	key   string
	at    position
	value *node
}

// The limits of a file: what a scenario of 100,000 assets needs, with room.
const (
	mostBytes  = 64 << 20
	mostNodes  = 5_000_000
	mostYAML   = 32 << 20  // bytes of YAML, which takes more memory
	mostTokens = 3_000_000 // of YAML
	mostDepth  = 50
)

// grow adds the size of a part.
func (n *node) grow(part int) {
	n.size = min(n.size, mostNodes+1) + min(part, mostNodes+1)
	n.size = min(n.size, mostNodes+1)
}

// get returns the value of a key, nil without one.
func (n *node) get(key string) *node {
	if n == nil || n.kind != mapping {
		return nil
	}
	for _, e := range n.entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// locate returns the place of the value at a path, or of the last part of the
// path that the file has.
func (n *node) locate(path string) position {
	at := n.at
	for path != "" && n != nil {
		at = n.at
		var key string
		key, path = cutPath(path)
		if key[0] != '[' {
			n = n.get(key)
			continue
		}
		i := index(key)
		if n.kind != list || i >= len(n.items) {
			return at
		}
		n = n.items[i]
	}
	if n != nil {
		at = n.at
	}
	return at
}

// cutPath separates the first key or [index] of a path.
func cutPath(path string) (first, rest string) {
	for i := 1; i < len(path); i++ {
		switch path[i] {
		case '.':
			return path[:i], path[i+1:]
		case '[':
			return path[:i], path[i:]
		}
		if path[i] == ']' && i+1 < len(path) && path[i+1] == '.' {
			return path[:i+1], path[i+2:]
		}
	}
	return path, ""
}

// index reads [12]; it is out of every range where that is none.
func index(text string) int {
	n := 0
	for _, c := range text[1:] {
		switch {
		case c == ']':
			return n
		case c < '0' || c > '9' || n > math.MaxInt32:
			return math.MaxInt
		}
		n = 10*n + int(c-'0')
	}
	return math.MaxInt
}
