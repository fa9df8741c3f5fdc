package simulate

// line is a queue that knows its own order: things enter it at their place and
// leave it at the front.
type line struct {
	items []int
	front int
}

func (l *line) len() int { return len(l.items) - l.front }

// push puts an item behind all but those that come after it.
func (l *line) push(item int, after func(other int) bool) {
	if l.front > 0 && len(l.items) == cap(l.items) {
		l.items = l.items[:copy(l.items, l.items[l.front:])]
		l.front = 0
	}
	l.items = append(l.items, item)
	i := len(l.items) - 1
	for ; i > l.front && after(l.items[i-1]); i-- {
		l.items[i] = l.items[i-1]
	}
	l.items[i] = item
}

func (l *line) pop() int {
	l.front++
	return l.items[l.front-1]
}

// emptied returns an empty line in the same memory.
func (l *line) emptied() line { return line{items: l.items[:0]} }
