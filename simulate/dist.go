package simulate

import "math"

// Dist is a quantity that varies. The zero value is the constant 0.
type Dist[T Quantity] struct {
	Shape  Shape
	Params []T // in the order in which the file has them
}

// Const is a quantity that does not vary.
func Const[T Quantity](v T) Dist[T] { return Dist[T]{Params: []T{v}} }

// UniformDist is anywhere between a and b, equally likely.
func UniformDist[T Quantity](a, b T) Dist[T] { return Dist[T]{Uniform, []T{a, b}} }

// TriangularDist rises from min to mode and falls to max in straight lines.
func TriangularDist[T Quantity](min, mode, max T) Dist[T] {
	return Dist[T]{Triangular, []T{min, mode, max}}
}

// PERTDist is the beta distribution on min to max with mean (min + 4 mode +
// max) / 6.
func PERTDist[T Quantity](min, mode, max T) Dist[T] { return Dist[T]{PERT, []T{min, mode, max}} }

// NormalDist is a normal distribution; what would be below 0 is 0.
func NormalDist[T Quantity](mean, sd T) Dist[T] { return Dist[T]{Normal, []T{mean, sd}} }

// LognormalDist is below p50 in half and below p90 in nine tenths of the cases.
func LognormalDist[T Quantity](p50, p90 T) Dist[T] { return Dist[T]{Lognormal, []T{p50, p90}} }

// ExponentialDist is the time to an event that is equally likely at any time.
func ExponentialDist[T Quantity](mean T) Dist[T] { return Dist[T]{Exponential, []T{mean}} }

// EmpiricalDist is one of the values, each equally likely.
func EmpiricalDist[T Quantity](values ...T) Dist[T] { return Dist[T]{Empirical, values} }

// Validate returns all that is wrong with the distribution as a
// [ScenarioError], or nil.
func (d Dist[T]) Validate() error {
	if problems := d.check(); len(problems) > 0 {
		return &ScenarioError{problems}
	}
	return nil
}

// Support returns the smallest and the largest value; the largest is +Inf
// where there is none.
func (d Dist[T]) Support() (low, high T) {
	if len(d.Params) == 0 {
		return 0, 0
	}
	low, high = d.Params[0], d.Params[0]
	for _, p := range d.Params {
		low, high = min(low, p), max(high, p)
	}
	switch {
	case d.Shape == Normal && len(d.Params) > 1 && d.Params[1] == 0:
		return d.Params[0], d.Params[0]
	case d.Shape == Lognormal && low == high:
		return low, high
	case d.Shape == Normal, d.Shape == Lognormal, d.Shape == Exponential && high > 0:
		return 0, T(math.Inf(1))
	}
	return low, high
}
