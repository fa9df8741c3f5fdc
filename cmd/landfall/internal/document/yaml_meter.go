package document

import (
	"fmt"

	"github.com/goccy/go-yaml/token"
)

// The parser recurses from one key of a block mapping to the next, and takes
// time in the square of the number of keys without a value.
const (
	mostKeys   = 500 // of one mapping
	mostAbsent = 500 // values
)

// meter bounds how deep tokens nest and how long mappings are, and refuses
// tokens that a scenario never needs and that nest without brackets.
type meter struct {
	brackets []bracket // that are open
	blocks   []block   // the block collections that are open
	absent   int       // keys and dashes with nothing after them
	last     *token.Token
}

// bracket is an open list or mapping in brackets, and what the entry at hand
// has.
type bracket struct{ mapping, content, colon bool }

// block is a column at which block collections begin.
type block struct{ column, keys int }

func (m *meter) add(t *token.Token) *Problem {
	at := place(t)
	problem := m.inBrackets(t, at)
	switch t.Type {
	case token.SequenceEntryType:
		m.open(at.column)
	case token.MappingValueType:
		if m.follows(token.MappingValueType) && place(m.last).line == at.line {
			return at.problem("is a second colon", "one colon between a key and its value; put text with colons in quotes")
		}
		if m.open(place(m.last).column) > mostKeys {
			return at.problem(fmt.Sprintf("has more than %d keys in one mapping", mostKeys), "a list, with a dash before each of its items")
		}
	case token.MappingKeyType:
		return at.problem("is a key that is not plain text", "write key: value")
	case token.TagType:
		return at.problem("has the tag "+clip(t.Value), "a scenario needs no tags; remove it")
	}
	if m.follows(token.MappingValueType, token.SequenceEntryType) && m.isAbsent(t) {
		if m.absent++; m.absent > mostAbsent {
			return place(m.last).problem("has no value, like many before", "give one, or remove the key or the dash")
		}
	}
	m.last = t
	if len(m.brackets)+len(m.blocks) > mostDepth {
		return tooDeep(at)
	}
	return problem
}

// follows tells whether the token before is of one of the types.
func (m *meter) follows(types ...token.Type) bool {
	for _, t := range types {
		if m.last != nil && m.last.Type == t {
			return true
		}
	}
	return false
}

// isAbsent tells whether a token after a colon or a dash is not its value.
func (m *meter) isAbsent(t *token.Token) bool {
	switch t.Type {
	case token.CollectEntryType, token.MappingEndType, token.SequenceEndType, token.CommentType:
		return true
	}
	return place(t).line > place(m.last).line && place(t).column <= m.innermost()
}

// innermost is the column of the innermost block collection.
func (m *meter) innermost() int {
	if len(m.blocks) == 0 {
		return 0
	}
	return m.blocks[len(m.blocks)-1].column
}

// inBrackets follows lists and mappings in brackets.
func (m *meter) inBrackets(t *token.Token, at position) *Problem {
	n := len(m.brackets) - 1
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		if n >= 0 {
			m.brackets[n].content = true
		}
		m.brackets = append(m.brackets, bracket{mapping: t.Type == token.MappingStartType})
		return nil
	case token.CommentType:
		return nil
	}
	if n < 0 {
		return nil
	}
	b := &m.brackets[n]
	switch t.Type {
	case token.SequenceEndType, token.MappingEndType, token.CollectEntryType:
		if b.mapping && b.content && !b.colon {
			return at.problem("comes after a key without a value", "write key: value")
		}
		b.content, b.colon = false, false
		if t.Type != token.CollectEntryType {
			m.brackets = m.brackets[:n]
		}
	case token.MappingValueType:
		if b.colon {
			return at.problem("is a second colon", "a comma between the entries of a list or mapping in brackets")
		}
		b.colon = true
	default:
		b.content = true
	}
	return nil
}

// open notes an entry of a block collection at a column, which ends those at
// its right, and returns how many entries the column has had.
func (m *meter) open(column int) int {
	if len(m.brackets) > 0 {
		return 0
	}
	n := len(m.blocks)
	for ; n > 0 && m.blocks[n-1].column > column; n-- {
		m.blocks = m.blocks[:n-1]
	}
	if n == 0 || m.blocks[n-1].column < column {
		m.blocks = append(m.blocks, block{column: column})
		n++
	}
	m.blocks[n-1].keys++
	return m.blocks[n-1].keys
}
