package fluid

import "math"

// total is a sum of limits that changes term by term. It keeps twice the
// digits of a float64, hi the sum rounded and lo what that leaves out (Knuth,
// TAOCP 2, section 4.2.2), so that no change leaves a trace in a later sum.
type total struct {
	hi, lo   float64
	positive int32 // terms above 0
	endless  int32 // terms too large to be added
}

// endless is the least limit that counts as none in a sum, lest it overflow.
const endless = math.MaxFloat64 / (1 << 32)

func (t *total) value() float64 {
	if t.endless > 0 {
		return unbounded
	}
	return t.hi
}

// add puts a term in; 0 is no term.
func (t *total) add(term float64) {
	switch {
	case term >= endless:
		t.endless++
	case term > 0:
		t.positive++
		t.plus(term)
	}
}

// remove takes a term out.
func (t *total) remove(term float64) {
	switch {
	case term >= endless:
		t.endless--
	case term > 0:
		if t.positive--; t.positive == 0 {
			t.hi, t.lo = 0, 0
			return
		}
		t.plus(-term)
	}
}

// replace takes one term out and puts another in.
func (t *total) replace(before, after float64) {
	if before != after {
		t.remove(before)
		t.add(after)
	}
}

// join puts the terms of another sum in.
func (t *total) join(s *total) {
	t.positive += s.positive
	t.endless += s.endless
	t.plus(s.hi)
	t.plus(s.lo)
}

func (t *total) plus(x float64) {
	hi := t.hi + x
	part := hi - t.hi
	lo := t.lo + ((t.hi - (hi - part)) + (x - part))
	t.hi = hi + lo
	t.lo = lo - (t.hi - hi)
}
