package calendar

import "sort"

// Steps is a number that changes at some moments and is constant between them:
// Value[i] holds on [At[i], At[i+1]), the last value for ever. At rises, At[0]
// is 0, and neighboring values differ.
type Steps struct {
	At    []int64 // ns since the start
	Value []float64
}

// Index is the index of the value that holds at t: the first before the start,
// -1 if there is none at all. The next change is at At[Index(t)+1].
func (s Steps) Index(t int64) int {
	i := sort.Search(len(s.At), func(i int) bool { return s.At[i] > t }) - 1
	return max(i, min(0, len(s.At)-1))
}

// Eval is the value that holds at t; without any it is 0.
func (s Steps) Eval(t int64) float64 {
	i := s.Index(t)
	if i < 0 {
		return 0
	}
	return s.Value[i]
}

// add appends a value that holds from at on. At the moment of the last one it
// takes the place of that.
func (s *Steps) add(at int64, value float64) {
	if n := len(s.At); n > 0 && s.At[n-1] == at {
		s.At, s.Value = s.At[:n-1], s.Value[:n-1]
	}
	if n := len(s.Value); n > 0 && s.Value[n-1] == value {
		return
	}
	s.At, s.Value = append(s.At, at), append(s.Value, value)
}
