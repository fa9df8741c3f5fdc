package simulate

import "math"

// movable is one number of a scenario that can be moved, in place.
type movable interface {
	mean() float64
	varies() bool
	move(high bool, swing float64)
	scale(factor float64)
}

// swung is the factor by which a constant is moved.
func swung(high bool, swing float64) float64 {
	if high {
		return 1 + swing
	}
	return 1 - swing
}

// plain is a number that does not vary.
type plain[T ~float64] struct {
	at   *T
	most float64
}

func (p plain[T]) mean() float64                 { return float64(*p.at) }
func (p plain[T]) varies() bool                  { return false }
func (p plain[T]) move(high bool, swing float64) { p.scale(swung(high, swing)) }
func (p plain[T]) scale(factor float64)          { *p.at = T(min(float64(*p.at)*factor, p.most)) }

// mostOf is the largest value of a unit.
func mostOf[T Quantity]() float64 {
	return math.Nextafter(any(T(0)).(interface{ limit() float64 }).limit(), 0)
}

// distributed is a number that may vary.
type distributed[T Quantity] struct {
	at    *Dist[T]
	least float64 // of a value at which it is fixed
}

func (d distributed[T]) mean() float64 { return float64(d.at.Mean()) }

func (d distributed[T]) varies() bool {
	low, high := d.at.Support()
	return low != high
}

func (d distributed[T]) move(high bool, swing float64) {
	if !d.varies() {
		d.scale(swung(high, swing))
		return
	}
	u := 0.1
	if high {
		u = 0.9
	}
	*d.at = Const(max(d.at.Quantile(u), T(d.least)))
}

func (d distributed[T]) scale(factor float64) {
	for i, p := range d.at.Params {
		d.at.Params[i] = T(min(float64(p)*factor, mostOf[T]()))
	}
}

// counted is a whole number, at least 1.
type counted struct{ at *int }

// mostCounted keeps a count exact as a float64.
const mostCounted = 1e15

func (c counted) mean() float64 { return float64(*c.at) }
func (c counted) varies() bool  { return false }

// move goes at least one step.
func (c counted) move(high bool, swing float64) {
	n := *c.at
	c.scale(swung(high, swing))
	if high {
		*c.at = max(*c.at, n+1)
	} else {
		*c.at = max(1, min(*c.at, n-1))
	}
}

func (c counted) scale(factor float64) {
	*c.at = int(min(max(1, math.Round(float64(*c.at)*factor)), mostCounted))
}

// weighed is a number that is part of an input, and how much it counts in the
// input's value.
type weighed struct {
	movable
	weight float64
}

// one is a number that is an input by itself.
func one(n movable) []weighed { return []weighed{{n, 1}} }

// given are the parts of an input that the scenario may lack.
func given[T Quantity](p *T) []weighed {
	if p == nil {
		return nil
	}
	return one(plain[T]{p, mostOf[T]()})
}

func givenNumber(p *float64) []weighed {
	if p == nil {
		return nil
	}
	return one(plain[float64]{p, numberLimit * (1 - rounding)})
}

func givenCount(p *int) []weighed {
	if p == nil {
		return nil
	}
	return one(counted{p})
}

func givenDist[T Quantity](p *Dist[T]) []weighed {
	if p == nil {
		return nil
	}
	return one(distributed[T]{p, 0})
}
