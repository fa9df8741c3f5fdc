package document

import (
	"bytes"
	"reflect"
	"slices"
)

// DecodeJSON fills a value, a pointer to a struct, by the JSON tags of its type
// from the text of a file, whose name is for messages. Keys that are not
// omitempty are required, a null is an absent key. Then check says what is wrong
// with the value as a whole: paths and words. The error is an [*Error] with
// everything that is wrong.
func DecodeJSON(name string, data []byte, into any, check func() []Problem) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	v := reflect.ValueOf(into).Elem()
	if len(bytes.TrimSpace(data)) == 0 {
		return failure(name, Problem{Wrong: "is empty", Expected: expects(v.Type())})
	}
	root, problem := parseJSON(data)
	if problem != nil {
		return failure(name, *problem)
	}
	root.dropNulls()
	d := newDecoder()
	d.into(root, v, "")
	for _, p := range check() {
		if !d.follows(p.Path) {
			at := root.locate(p.Path)
			p.Line, p.Column = at.line, at.column
			d.problems = append(d.problems, p)
		}
	}
	if len(d.problems) > 0 {
		return failure(name, d.problems...)
	}
	return nil
}

func (n *node) dropNulls() {
	n.entries = slices.DeleteFunc(n.entries, func(e entry) bool { return e.value.kind == null })
	for _, e := range n.entries {
		e.value.dropNulls()
	}
	for _, item := range n.items {
		item.dropNulls()
	}
}
