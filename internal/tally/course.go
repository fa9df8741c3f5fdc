package tally

import "sort"

// Course is a sum that grows at a rate which is constant between corners. Its
// moments are nanoseconds. The zero value is empty and ready.
type Course struct {
	corners []corner
	rates   []float64 // per second, from each corner on
	blocks  []block   // of the rates that will not change, but for the last few
}

// block knows the least and the largest of so many rates.
type block struct{ low, high float64 }

const blockSize = 16

// corner is a moment from which another rate holds, and the sum then.
type corner struct {
	at  int64
	sum sum
}

// Turn says that from a moment on, no earlier than the last, the sum grows at
// another rate.
func (c *Course) Turn(at int64, rate float64) {
	last := c.Last()
	if last < 0 {
		c.add(at, sum{}, rate)
		return
	}
	if before := c.corners[last]; before.at < at {
		before.sum.add(c.rates[last] * seconds(at-before.at))
		c.add(at, before.sum, rate)
		return
	}
	c.rates[last] = rate
}

// Resume says that the sum begins anew: nothing that is looked up later
// reaches back beyond that.
func (c *Course) Resume(at int64, rate float64) {
	if last := c.Last(); last >= 0 && c.corners[last].at == at {
		c.rates[last] = rate
		return
	}
	c.add(at, sum{}, rate)
}

func (c *Course) add(at int64, reached sum, rate float64) {
	if n := len(c.rates); n > 0 && n%blockSize == 0 {
		c.blocks = append(c.blocks, blockOf(c.rates[n-blockSize:]))
	}
	c.corners = append(c.corners, corner{at, reached})
	c.rates = append(c.rates, rate)
}

// steady returns the first of the corners from i up to j at which the rate comes to
// be above a pace, or not to be any more, and j if there is none.
func (c *Course) steady(i, j int, pace float64) int {
	above := c.rates[i] > pace
	for i++; i < j; {
		if i%blockSize == 0 {
			i = blockSize * c.calm(i/blockSize, (j-1)/blockSize, pace, above)
		}
		end := min(j, i|(blockSize-1)+1)
		if n := run(c.rates[i:end], pace, above); n < end-i {
			return i + n
		}
		i = end
	}
	return j
}

// calm returns the first of the blocks from b up to last in which the rate may
// come to be above a pace, or not to be any more.
func (c *Course) calm(b, last int, pace float64, above bool) int {
	last = min(last, len(c.blocks))
	for b < last && c.blocks[b].above(pace, above) {
		b++
	}
	return b
}

// run returns how many rates in a row are above a pace, or are not.
func run(rates []float64, pace float64, above bool) int {
	if above {
		for n, rate := range rates {
			if !(rate > pace) {
				return n
			}
		}
		return len(rates)
	}
	for n, rate := range rates {
		if rate > pace {
			return n
		}
	}
	return len(rates)
}

func blockOf(rates []float64) block {
	b := block{rates[0], rates[0]}
	for _, rate := range rates[1:] {
		if rate < b.low {
			b.low = rate
		}
		if rate > b.high {
			b.high = rate
		}
	}
	return b
}

// above reports whether all rates are above a pace, or none.
func (b *block) above(pace float64, all bool) bool {
	if all {
		return b.low > pace
	}
	return !(b.high > pace)
}

// Last returns the number of the last corner, -1 for none.
func (c *Course) Last() int { return len(c.corners) - 1 }

// Stretch returns the rate that holds from a corner on, and until when: the
// next corner, or a moment if that comes first.
func (c *Course) Stretch(i int, to int64) (rate float64, until int64) {
	if i+1 < len(c.corners) {
		to = min(to, c.corners[i+1].at)
	}
	return c.rates[i], to
}

// Within goes on from a moment in the stretch after corner i as long as the
// sum grows by less than room, at most to another moment, in the stretch after
// corner last, and stops only there or at a corner. It returns when and in which
// stretch that is, and by how much the sum has grown.
func (c *Course) Within(i, last int, from, to int64, room float64) (until int64, stretch int, grown float64) {
	start := c.read(i, from)
	if grown := c.read(last, to).minus(start); grown < room {
		return to, last, grown
	}
	n := sort.Search(last-i, func(n int) bool { return !(c.corners[i+1+n].sum.minus(start) < room) })
	if n == 0 {
		return from, i, 0
	}
	return c.corners[i+n].at, i + n, c.corners[i+n].sum.minus(start)
}

// read returns the sum at a moment in the stretch after corner i.
func (c *Course) read(i int, at int64) sum {
	s := c.corners[i].sum
	if at > c.corners[i].at {
		s.add(c.rates[i] * seconds(at-c.corners[i].at))
	}
	return s
}

// Reset empties the course and keeps its memory.
func (c *Course) Reset() { c.corners, c.rates, c.blocks = c.corners[:0], c.rates[:0], c.blocks[:0] }

func seconds(ns int64) float64 { return float64(ns) / 1e9 }
