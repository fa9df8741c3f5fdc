package tally

import "math"

// Difference is the mean difference between two variants over the
// replications that both have, with its 95 % confidence interval.
type Difference struct {
	N         int     // pairs
	Mean      float64 // NaN without pairs
	Low, High float64 // NaN with fewer than two pairs
}

// Paired compares two variants replication by replication: the differences
// a − b under the same luck, with Student's t interval of their mean. Pairs of
// which one number is NaN are left out, and what one slice has more than the
// other.
func Paired(a, b []float64) Difference {
	differences := make([]float64, min(len(a), len(b)))
	for i := range differences {
		differences[i] = a[i] - b[i]
	}
	s := NewSample(differences)
	d := Difference{N: s.N(), Mean: s.Mean(), Low: math.NaN(), High: math.NaN()}
	if d.N >= 2 {
		t := Critical(d.N-1, 0.95)
		d.Low, d.High = d.Mean-t*s.StdErr(), d.Mean+t*s.StdErr()
	}
	return d
}
