package tally

import (
	"math"
	"math/big"
)

// Moments are the number, the mean and the variance of numbers. They are
// computed from exact sums: neither the order of adding and merging nor a mean
// that is large against the spread costs a digit. The zero value is of nothing.
type Moments struct {
	n            int
	sum, squares Exact
}

// Add adds a finite number of magnitude below 1e150.
func (m *Moments) Add(x float64) {
	m.n++
	m.sum.Add(x)
	m.squares.AddSquare(x)
}

// Merge adds all numbers of another.
func (m *Moments) Merge(other *Moments) {
	m.n += other.n
	m.sum.Merge(&other.sum)
	m.squares.Merge(&other.squares)
}

// N returns the number of numbers.
func (m *Moments) N() int { return m.n }

// Mean returns the mean, NaN of nothing.
func (m *Moments) Mean() float64 {
	if m.n == 0 {
		return math.NaN()
	}
	return m.sum.over(m.n)
}

// Variance returns the sample variance, NaN of fewer than two numbers.
func (m *Moments) Variance() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	// n·Σx² − (Σx)² is exact, and 0 if and only if all numbers are equal.
	n := big.NewInt(int64(m.n))
	a, at := m.squares.integer(), m.squares.exponent()
	a.Mul(a, n)
	b, bt := m.sum.integer(), 2*m.sum.exponent()
	b.Mul(b, b)
	switch {
	case a.Sign() == 0:
		return 0
	case b.Sign() == 0:
	case at > bt:
		a.Lsh(a, uint(at-bt))
		at = bt
	default:
		b.Lsh(b, uint(bt-at))
	}
	a.Sub(a, b)
	return max(0, quotient(a, n.Mul(n, big.NewInt(int64(m.n-1))), at))
}

// StdErr returns the standard error of the mean, NaN of fewer than two numbers.
func (m *Moments) StdErr() float64 { return math.Sqrt(m.Variance() / float64(m.n)) }
