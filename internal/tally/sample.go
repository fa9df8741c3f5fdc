package tally

import (
	"math"
	"slices"
)

// Sample describes one number a replication. The zero value describes nothing.
type Sample struct {
	sorted   []float64
	mean, se float64
}

// NewSample describes values that are given in the order of their
// replications; a NaN stands for a replication that has no value and is left
// out. The slice is not changed.
func NewSample(values []float64) Sample {
	s := Sample{sorted: make([]float64, 0, len(values))}
	var total sum
	for _, x := range values {
		if !math.IsNaN(x) {
			s.sorted = append(s.sorted, x)
			total.add(x)
		}
	}
	n := float64(len(s.sorted))
	if n == 0 {
		return s
	}
	var squares sum
	s.mean = total.value() / n
	for _, x := range s.sorted {
		squares.add((x - s.mean) * (x - s.mean))
	}
	slices.Sort(s.sorted)
	s.se = math.Sqrt(squares.value() / (n - 1) / n)
	if s.Min() == s.Max() { // equal values have themselves as mean, to the last bit
		s.mean, s.se = s.Min(), 0
	}
	return s
}

// N returns the number of values.
func (s Sample) N() int { return len(s.sorted) }

// Mean returns the mean, NaN of nothing.
func (s Sample) Mean() float64 {
	if len(s.sorted) == 0 {
		return math.NaN()
	}
	return s.mean
}

// StdErr returns the standard error of the mean, NaN of fewer than two values.
func (s Sample) StdErr() float64 {
	if len(s.sorted) < 2 {
		return math.NaN()
	}
	return s.se
}

// Quantile returns the smallest value that at least a share p (0 to 1) of the
// values is at or below, NaN of nothing.
func (s Sample) Quantile(p float64) float64 {
	n := len(s.sorted)
	if n == 0 {
		return math.NaN()
	}
	rank := int(math.Ceil(p * float64(n) * (1 - tolerance)))
	return s.sorted[min(max(rank, 1), n)-1]
}

// Min returns the smallest value, NaN of nothing.
func (s Sample) Min() float64 { return s.Quantile(0) }

// Max returns the largest value, NaN of nothing.
func (s Sample) Max() float64 { return s.Quantile(1) }
