package calendar

// Len is the number of spans.
func (s Spans) Len() int { return len(s.spans) }

// At is the i-th span, 0 being the first.
func (s Spans) At(i int) Span { return s.spans[i] }

// Contains tells whether t is inside.
func (s Spans) Contains(t int64) bool {
	at, ok := s.Next(t)
	return ok && at == t
}
