package tally

// tolerance is the relative distance within which two shares are the same.
const tolerance = 1e-12

// sum adds up numbers and keeps what rounding would lose (the exact error of an
// addition is that of Knuth, TAOCP 2, section 4.2.2, theorem B, which needs no
// comparison).
type sum struct{ main, rest float64 }

func (s *sum) add(x float64) {
	t := s.main + x
	part := t - s.main
	s.rest += (s.main - (t - part)) + (x - part)
	s.main = t
}

func (s *sum) merge(other sum) {
	s.add(other.main)
	s.add(other.rest)
}

// minus returns the difference from another sum.
func (s sum) minus(other sum) float64 { return (s.main - other.main) + (s.rest - other.rest) }

func (s *sum) value() float64 { return s.main + s.rest }

// enough tells whether a weight reaches a wanted one.
func enough(weight, wanted float64) bool {
	return weight >= wanted*(1-tolerance)
}
