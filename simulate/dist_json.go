package simulate

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON writes a constant as its value and any other distribution as a
// mapping from its name to its parameters. One whose shape takes another number
// of parameters is a [Problem].
func (d Dist[T]) MarshalJSON() ([]byte, error) {
	if problems := d.checkArity(); len(problems) > 0 {
		return nil, problems[0]
	}
	var params any = d.Params
	switch d.Shape {
	case Constant:
		return json.Marshal(d.constant())
	case Exponential:
		params = d.Params[0]
	case Lognormal:
		params = quantiles[T]{&d.Params[0], &d.Params[1]}
	}
	return json.Marshal(map[Shape]any{d.Shape: params})
}

// constant is the value of a distribution that has but one.
func (d Dist[T]) constant() T {
	if len(d.Params) == 0 {
		return 0
	}
	return d.Params[0]
}

// quantiles are the parameters of a lognormal distribution in the file.
type quantiles[T Quantity] struct {
	P50 *T `json:"p50"`
	P90 *T `json:"p90"`
}

// UnmarshalJSON reads what MarshalJSON writes. It does not validate.
func (d *Dist[T]) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] != '{' {
		var v T
		if err := json.Unmarshal(data, &v); err != nil {
			return err
		}
		*d = Const(v)
		return nil
	}
	var named map[string]json.RawMessage
	if err := json.Unmarshal(data, &named); err != nil {
		return err
	}
	if len(named) != 1 {
		return Problem{Wrong: "has " + count(len(named), "key"), Expected: "a distribution is a mapping with one key, one of " + listing(ShapeNames())}
	}
	for name, params := range named {
		var read Dist[T]
		if err := read.Shape.UnmarshalText([]byte(name)); err != nil {
			return err
		}
		if err := read.unmarshalParams(params); err != nil {
			return err
		}
		*d = read
	}
	return nil
}

func (d *Dist[T]) unmarshalParams(data []byte) error {
	switch d.Shape {
	case Exponential:
		d.Params = make([]T, 1)
		return json.Unmarshal(data, &d.Params[0])
	case Lognormal:
		var q quantiles[T]
		if err := json.Unmarshal(data, &q); err != nil {
			return err
		}
		if q.P50 == nil || q.P90 == nil {
			return Problem{Path: d.Shape.String(), Wrong: "lacks p50 or p90", Expected: "lognormal takes " + d.Shape.Takes()}
		}
		d.Params = []T{*q.P50, *q.P90}
		return nil
	}
	return json.Unmarshal(data, &d.Params)
}
