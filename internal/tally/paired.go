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
	var m Moments
	for i := range min(len(a), len(b)) {
		if x := a[i] - b[i]; !math.IsNaN(x) {
			m.Add(x)
		}
	}
	return DifferenceOf(&m)
}

// DifferenceOf is the mean of differences with Student's t interval.
func DifferenceOf(m *Moments) Difference {
	d := Difference{N: m.N(), Mean: m.Mean(), Low: math.NaN(), High: math.NaN()}
	if i, ok := MeanInterval(m.N(), d.Mean, m.Variance(), 0.95); ok {
		d.Low, d.High = i.Low, i.High
	}
	return d
}
