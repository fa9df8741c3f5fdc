package kernel

// Len is the number of scheduled events.
func (q *Queue) Len() int {
	n := q.count + len(q.later)
	if q.vacant {
		n--
	}
	return n
}
