package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// parseJSON reads JSON. Keys that are given twice stay: decoding reports them.
func parseJSON(data []byte) (*node, *Problem) {
	p := newJSONParser(data)
	root, problem := p.value(0)
	if problem != nil {
		return nil, problem
	}
	if p.skip(); p.offset < len(data) {
		return nil, p.at.problem("has text after its end", "one JSON object")
	}
	return root, nil
}

func newJSONParser(data []byte) *jsonParser {
	p := &jsonParser{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), at: position{1, 1}}
	p.decoder.UseNumber()
	return p
}

type jsonParser struct {
	data    []byte
	decoder *json.Decoder
	offset  int      // up to which at has been counted
	at      position // of offset
	nodes   int
}

// skip moves to the next token.
func (p *jsonParser) skip() {
	for p.offset < len(p.data) {
		switch p.data[p.offset] {
		case ' ', '\t', '\r', '\n', ',', ':':
			p.advance(p.offset + 1)
		default:
			return
		}
	}
}

// advance counts lines and columns up to an offset.
func (p *jsonParser) advance(to int) {
	for ; p.offset < min(to, len(p.data)); p.offset++ {
		switch c := p.data[p.offset]; {
		case c == '\n':
			p.at = position{p.at.line + 1, 1}
		case utf8.RuneStart(c):
			p.at.column++
		}
	}
}

// token returns the next token and where it begins.
func (p *jsonParser) token() (json.Token, position, *Problem) {
	p.skip()
	at := p.at
	t, err := p.decoder.Token()
	if err != nil {
		return nil, at, p.broken(err)
	}
	p.advance(int(p.decoder.InputOffset()))
	return t, at, nil
}

func (p *jsonParser) broken(err error) *Problem {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return placeOf(p.data, len(p.data)).problem("ends too early", "a bracket, a brace or a quote is not closed")
	case errors.As(err, &syntax):
		return placeOf(p.data, max(0, int(syntax.Offset)-1)).problem("is not JSON: "+syntax.Error(), "")
	}
	return p.at.problem("is not JSON: "+err.Error(), "")
}

func (p *jsonParser) value(depth int) (*node, *Problem) {
	t, at, problem := p.token()
	if problem != nil {
		return nil, problem
	}
	if p.nodes++; p.nodes > mostNodes {
		return nil, at.problem(fmt.Sprintf("has more than %d values", mostNodes), limitsOfFile)
	}
	n := &node{at: at, size: 1}
	switch t := t.(type) {
	case nil:
		n.text = "null"
	case bool:
		n.kind, n.text = boolean, fmt.Sprint(t)
	case json.Number:
		n.kind, n.text = number, t.String()
	case string:
		n.kind, n.text = text, t
	case json.Delim:
		if depth == mostDepth {
			return nil, tooDeep(at)
		}
		if t == '[' {
			return n, p.list(n, depth)
		}
		return n, p.mapping(n, depth)
	}
	return n, nil
}

func tooDeep(at position) *Problem {
	return at.problem(fmt.Sprintf("is nested more than %d deep", mostDepth), "a scenario is nested less than 15 deep")
}

func (p *jsonParser) list(n *node, depth int) *Problem {
	n.kind = list
	for p.decoder.More() {
		item, problem := p.value(depth + 1)
		if problem != nil {
			return problem
		}
		n.items = append(n.items, item)
		n.grow(item.size)
	}
	_, _, problem := p.token()
	return problem
}

func (p *jsonParser) mapping(n *node, depth int) *Problem {
	n.kind = mapping
	for p.decoder.More() {
		t, at, problem := p.token()
		if problem != nil {
			return problem
		}
		key, ok := t.(string)
		if !ok {
			return at.problem("is not a key", "a key in quotes")
		}
		value, problem := p.value(depth + 1)
		if problem != nil {
			return problem
		}
		n.entries = append(n.entries, entry{key, at, value})
		n.grow(value.size)
	}
	_, _, problem := p.token()
	return problem
}
