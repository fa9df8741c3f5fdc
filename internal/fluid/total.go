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

// replace takes one term out and puts another in; 0 is no term.
func (t *total) replace(before, after float64) {
	if before > 0 && before < endless && after > 0 && after < endless {
		t.plus(-before)
		t.plus(after)
		return
	}
	t.count(before, -1)
	t.count(after, 1)
	if t.positive == 0 {
		t.hi, t.lo = 0, 0
	}
}

func (t *total) count(term float64, by int32) {
	switch {
	case term >= endless:
		t.endless += by
	case term > 0:
		t.positive += by
		t.plus(float64(by) * term)
	}
}

func (t *total) plus(x float64) {
	hi := t.hi + x
	part := hi - t.hi
	lo := t.lo + ((t.hi - (hi - part)) + (x - part))
	t.hi = hi + lo
	t.lo = lo - (t.hi - hi)
}
