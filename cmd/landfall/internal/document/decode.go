package document

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/landfall-sim/landfall/internal/nearest"
)

// decoder fills Go values from nodes, by the JSON tags of their types, and
// gathers what is wrong.
type decoder struct {
	problems []Problem
	failed   map[string]bool // paths that have a problem: what follows from it is not reported
	partial  map[string]bool // paths that contain one that failed
}

func newDecoder() *decoder {
	return &decoder{failed: map[string]bool{}, partial: map[string]bool{}}
}

func (d *decoder) fail(at position, path, wrong, expected string) bool {
	d.problems = append(d.problems, Problem{Line: at.line, Column: at.column, Path: path, Wrong: wrong, Expected: expected})
	d.spoil(path)
	return false
}

// spoil notes that the value at a path is not known.
func (d *decoder) spoil(path string) {
	d.failed[path] = true
	for at, rest := "", path; rest != ""; {
		var step string
		step, rest = cutPath(rest)
		at = join(at, step)
		d.partial[at] = true
	}
}

// mismatch reports a node of the wrong kind.
func (d *decoder) mismatch(n *node, t reflect.Type, path string) bool {
	if n.kind == null {
		return d.fail(n.at, path, "has no value", "give one or remove the key: "+expects(t))
	}
	return d.fail(n.at, path, "is "+n.describe(), expects(t))
}

// describe says what a node is, in the words of a message.
func (n *node) describe() string {
	switch n.kind {
	case number:
		return "the number " + clip(n.text)
	case boolean:
		return "the value " + n.text
	case text:
		return fmt.Sprintf("the text \"%s\"", clip(n.text))
	}
	return n.kind.String()
}

// into decodes a node into a value that can be set, and tells whether all of
// it was right.
func (d *decoder) into(n *node, v reflect.Value, path string) bool {
	t := v.Type()
	if t.Kind() == reflect.Pointer {
		target := reflect.New(t.Elem())
		ok := d.into(n, target.Elem(), path)
		if ok || t.Elem().Kind() == reflect.Struct && !isScalar(t.Elem()) && !isDist(t.Elem()) {
			v.Set(target)
		}
		return ok
	}
	if isDist(t) {
		return d.dist(n, v, path)
	}
	if named, items, ok := isNamedList(t); ok && n.kind == list {
		return d.list(n, v.Field(items), path)
	} else if ok {
		return d.text(n, v.Field(named), t, path)
	}
	if isScalar(t) {
		return d.unit(n, v, path)
	}
	switch t.Kind() {
	case reflect.String:
		return d.text(n, v, t, path)
	case reflect.Bool:
		return d.boolean(n, v, path)
	case reflect.Int, reflect.Float64:
		return d.number(n, v, path)
	case reflect.Slice:
		if n.kind != list {
			return d.mismatch(n, t, path)
		}
		return d.list(n, v, path)
	}
	return d.structure(n, v, path)
}

func (d *decoder) list(n *node, v reflect.Value, path string) bool {
	ok := true
	out := reflect.MakeSlice(v.Type(), len(n.items), len(n.items))
	for i, item := range n.items {
		ok = d.into(item, out.Index(i), path+"["+strconv.Itoa(i)+"]") && ok
	}
	v.Set(out)
	return ok
}

func (d *decoder) structure(n *node, v reflect.Value, path string) bool {
	if n.kind != mapping {
		return d.mismatch(n, v.Type(), path)
	}
	known := fieldsOf(v.Type())
	ok := d.checkKeys(n, known, path)
	for _, f := range known {
		at := join(path, f.key)
		value := n.get(f.key)
		switch {
		case value != nil:
			ok = d.into(value, v.FieldByIndex(f.index), at) && ok
		case f.required && !d.failed[at]:
			ok = d.fail(n.at, at, "is required", expects(f.fieldType))
		}
	}
	return ok
}

// checkKeys reports keys that are unknown or given twice. The key that an
// unknown one was meant to be counts as wrong, not as missing.
func (d *decoder) checkKeys(n *node, known []field, path string) bool {
	ok := true
	first := map[string]position{}
	for _, e := range n.entries {
		at, twice := first[e.key]
		switch {
		case twice:
			ok = d.fail(e.at, join(path, e.key), "is given twice", fmt.Sprintf("the first is at line %d; remove one", at.line))
		case !slices.ContainsFunc(known, func(f field) bool { return f.key == e.key }):
			ok = d.unknown(e, n, known, path)
		}
		if !twice {
			first[e.key] = e.at
		}
	}
	return ok
}

func (d *decoder) unknown(e entry, n *node, known []field, path string) bool {
	var keys, missing []string
	for _, f := range known {
		keys = append(keys, f.key)
		if n.get(f.key) == nil {
			missing = append(missing, f.key)
		}
	}
	near := nearest.Word(e.key, missing)
	if near == "" {
		near = nearest.Word(e.key, keys)
	}
	expected := "keys here are " + strings.Join(keys, ", ")
	if near != "" {
		expected = "did you mean " + near + "?"
		if n.get(near) == nil {
			d.spoil(join(path, near))
		}
	}
	key := e.key
	if strings.ContainsAny(key, ".[]\n\x1b") || len(key) > 60 {
		key = `"` + clip(key) + `"`
	}
	return d.fail(e.at, join(path, key), "unknown key", expected)
}

// follows tells whether a problem at a path follows from one that has been
// reported: at the path itself, at something that contains it or in it.
func (d *decoder) follows(path string) bool {
	if d.partial[path] {
		return true
	}
	for at, rest := "", path; rest != ""; {
		var step string
		step, rest = cutPath(rest)
		if at = join(at, step); d.failed[at] {
			return true
		}
	}
	return false
}

// join puts a key or an [index] after a path.
func join(path, key string) string {
	if path == "" || key == "" || key[0] == '[' {
		return path + key
	}
	return path + "." + key
}
