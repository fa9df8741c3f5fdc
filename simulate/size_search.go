package simulate

import (
	"context"
	"slices"
)

// mostProbes is how many simulations a search takes at most: the two ends and
// what is between, the way out and back by bisection, the checks, the answer and
// its neighbor.
const mostProbes = 30

// mostStarts is the same for the latest start, which may be searched for with
// smaller steps first, in vain.
const mostStarts = mostProbes + 10

// ladder is a row of candidates, each easier than the one below it.
type ladder struct {
	low, high int // the first and the last candidate
	from      int // the candidate at or next to the scenario as it is
	about     asked
	between   []int // candidates to try where the last fails
	checks    []int // distances from the answer at which the order is checked
	value     func(step int) float64
	build     func(step int) *Scenario
}

// climb is a search on a ladder under way.
type climb struct {
	*sizer
	ladder
	verdicts map[int]bool
}

// meets says whether a candidate does, by simulation where it is not known.
func (c *climb) meets(ctx context.Context, step int) (bool, error) {
	if known, ok := c.verdicts[step]; ok {
		return known, nil
	}
	p, err := c.probe(ctx, c.build(step), c.about, false)
	if err != nil {
		return false, err
	}
	c.verdicts[step] = p.Meets
	return p.Meets, nil
}

// full simulates a candidate to the end.
func (c *climb) full(ctx context.Context, step int) (*Probe, error) {
	p, err := c.probe(ctx, c.build(step), c.about, true)
	if err != nil {
		return nil, err
	}
	p.Value = c.value(step)
	return p, nil
}

// search finds the lowest candidate that meets the objectives. Where there is
// none it returns the last candidate, which does not, as Next.
func (z *sizer) search(ctx context.Context, l ladder) (Search, error) {
	c := &climb{sizer: z, ladder: l, verdicts: map[int]bool{}}
	good, bad, err := c.bracket(ctx)
	if err != nil {
		return Search{}, err
	}
	if good > c.high {
		last, err := c.full(ctx, c.high)
		return Search{Next: last, Monotone: true, Exceptions: []float64{}}, err
	}
	for good-bad > 1 {
		middle := bad + (good-bad)/2
		ok, err := c.meets(ctx, middle)
		if err != nil {
			return Search{}, err
		}
		if ok {
			good = middle
		} else {
			bad = middle
		}
	}
	return c.verify(ctx, good)
}

// bracket finds a candidate that meets the objectives and a lower one that
// does not; one beyond the ends of the ladder where there is none.
func (c *climb) bracket(ctx context.Context) (good, bad int, err error) {
	ok, err := c.meets(ctx, c.from)
	if err != nil {
		return 0, 0, err
	}
	good, bad, direction := c.from, c.low-1, -1
	if !ok {
		bad, direction = c.from, 1
		if good, err = c.top(ctx); err != nil || good > c.high {
			return good, bad, err
		}
	}
	for stride := 8; ; stride *= 2 {
		step := c.from + direction*(2*stride-8)
		if step <= bad || step >= good {
			return good, bad, nil
		}
		now, err := c.meets(ctx, step)
		if err != nil {
			return 0, 0, err
		}
		if now {
			good = step
		} else {
			bad = step
		}
		if now != ok {
			return good, bad, nil
		}
	}
}

// top is the last candidate if it meets the objectives, else one of those
// between, else one beyond the end.
func (c *climb) top(ctx context.Context) (int, error) {
	for _, step := range append([]int{c.high}, c.between...) {
		if step <= c.from || step > c.high {
			continue
		}
		if ok, err := c.meets(ctx, step); err != nil || ok {
			return step, err
		}
	}
	return c.high + 1, nil
}

// verify simulates the answer and the next lower candidate in full and tries
// others, to see whether the order is what it was taken for.
func (c *climb) verify(ctx context.Context, answer int) (Search, error) {
	out := Search{Exceptions: []float64{}}
	var err error
	if out.Answer, err = c.full(ctx, answer); err != nil {
		return out, err
	}
	if answer > c.low {
		if out.Next, err = c.full(ctx, answer-1); err != nil {
			return out, err
		}
	}
	for _, distance := range c.checks {
		if step := answer + distance; step >= c.low && step <= c.high {
			if _, err := c.meets(ctx, step); err != nil {
				return out, err
			}
		}
	}
	var odd []int
	for step, ok := range c.verdicts {
		if ok != (step >= answer) {
			odd = append(odd, step)
		}
	}
	slices.Sort(odd)
	for _, step := range odd {
		out.Exceptions = append(out.Exceptions, c.value(step))
	}
	out.Monotone = len(odd) == 0
	return out, nil
}
