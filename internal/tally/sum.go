package tally

import "math"

// tolerance is the relative distance within which two shares are the same.
const tolerance = 1e-12

// sum adds up numbers and keeps what rounding would lose (Neumaier's variant
// of Kahan's summation, 1974).
type sum struct{ main, rest float64 }

func (s *sum) add(x float64) {
	t := s.main + x
	if math.Abs(s.main) >= math.Abs(x) {
		s.rest += (s.main - t) + x
	} else {
		s.rest += (x - t) + s.main
	}
	s.main = t
}

func (s *sum) value() float64 { return s.main + s.rest }

// enough tells whether a weight reaches a wanted one.
func enough(weight, wanted float64) bool {
	return weight >= wanted*(1-tolerance)
}
