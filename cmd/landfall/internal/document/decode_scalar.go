package document

import (
	"encoding"
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/landfall-sim/landfall/simulate"
)

// unit decodes what has a text form: quantities, instants, days, times.
func (d *decoder) unit(n *node, v reflect.Value, path string) bool {
	t := v.Type()
	if n.kind != text && n.kind != number {
		return d.mismatch(n, t, path)
	}
	if n.kind == number && t == reflect.TypeFor[simulate.Clock]() {
		return d.fail(n.at, path, n.text+" is a number", `write the time in quotes, such as "08:00": some YAML tools read 22:00 without them as 1320`)
	}
	var err error
	if t == reflect.TypeFor[time.Time]() {
		var i simulate.Instant
		if i, err = simulate.ParseInstant(n.text); err == nil && i.Time.IsZero() {
			return d.fail(n.at, path, clip(n.text)+" is not a time", expects(t))
		}
		v.Set(reflect.ValueOf(i.Time))
	} else {
		err = v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.text))
	}
	if err != nil {
		wrong, expected := words(err)
		return d.fail(n.at, path, wrong, expected)
	}
	return true
}

// words takes apart an error of simulate.
func words(err error) (wrong, expected string) {
	var p simulate.Problem
	if errors.As(err, &p) {
		return p.Wrong, p.Expected
	}
	return err.Error(), ""
}

func (d *decoder) text(n *node, v reflect.Value, t reflect.Type, path string) bool {
	switch n.kind {
	case text:
		if n.text == "" {
			return d.fail(n.at, path, "is empty", "give a value or remove the key")
		}
		v.SetString(n.text)
		return true
	case number, boolean:
		return d.fail(n.at, path, "is "+n.describe(), `text: write "`+clip(n.text)+`" in quotes`)
	}
	return d.mismatch(n, t, path)
}

func (d *decoder) boolean(n *node, v reflect.Value, path string) bool {
	if n.kind != boolean {
		return d.mismatch(n, v.Type(), path)
	}
	v.SetBool(n.text == "true")
	return true
}

// mostCount bounds sizes and limits that count things.
const mostCount = 1_000_000_000

func (d *decoder) number(n *node, v reflect.Value, path string) bool {
	if n.kind == text && strings.Trim(n.text, "0123456789.") == "" && n.text != "" {
		return d.fail(n.at, path, `"`+clip(n.text)+`" is in quotes`, "write "+clip(n.text))
	}
	if n.kind != number {
		return d.mismatch(n, v.Type(), path)
	}
	x, err := strconv.ParseFloat(n.text, 64)
	switch {
	case err != nil:
		return d.fail(n.at, path, clip(n.text)+" is too large", "a finite number")
	case v.Kind() == reflect.Float64:
		v.SetFloat(x)
		return true
	case x != math.Trunc(x):
		return d.fail(n.at, path, clip(n.text)+" is not a whole number", expects(v.Type()))
	case math.Abs(x) > mostCount:
		return d.fail(n.at, path, clip(n.text)+" is too large", "at most "+strconv.Itoa(mostCount))
	}
	v.SetInt(int64(x))
	return true
}

// dist decodes a distribution: a plain value, or a mapping with one key.
func (d *decoder) dist(n *node, v reflect.Value, path string) bool {
	params := v.FieldByName("Params")
	if n.kind != mapping {
		if n.kind == list {
			return d.mismatch(n, v.Type(), path)
		}
		return d.params(v, simulate.Constant, []*node{n}, []string{path})
	}
	if len(n.entries) != 1 {
		return d.fail(n.at, path, "has "+strconv.Itoa(len(n.entries))+" keys", "a distribution has one of the keys "+strings.Join(simulate.ShapeNames(), ", "))
	}
	var shape simulate.Shape
	key := n.entries[0]
	at := join(path, key.key)
	if err := shape.UnmarshalText([]byte(key.key)); err != nil {
		wrong, expected := words(err)
		return d.fail(key.at, path, wrong, expected)
	}
	switch takes := shape.String() + " takes " + shape.Takes(); {
	case shape == simulate.Exponential:
		return d.params(v, shape, []*node{key.value}, []string{at})
	case shape == simulate.Lognormal && key.value.kind == mapping:
		p50, p90 := key.value.get("p50"), key.value.get("p90")
		if p50 == nil || p90 == nil || len(key.value.entries) != 2 {
			return d.fail(key.value.at, at, "has other keys than p50 and p90", takes)
		}
		return d.params(v, shape, []*node{p50, p90}, []string{at + ".p50", at + ".p90"})
	case key.value.kind != list || shape == simulate.Lognormal:
		return d.fail(key.value.at, at, "is "+key.value.describe(), takes)
	}
	v.FieldByName("Shape").Set(reflect.ValueOf(shape))
	return d.list(key.value, params, at)
}

// params decodes the parameters of a shape, each with its path.
func (d *decoder) params(v reflect.Value, shape simulate.Shape, nodes []*node, paths []string) bool {
	ok := true
	params := reflect.MakeSlice(v.FieldByName("Params").Type(), len(nodes), len(nodes))
	for i, n := range nodes {
		ok = d.into(n, params.Index(i), paths[i]) && ok
	}
	v.FieldByName("Shape").Set(reflect.ValueOf(shape))
	v.FieldByName("Params").Set(params)
	return ok
}
