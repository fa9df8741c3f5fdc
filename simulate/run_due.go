package simulate

import "math"

// due is what a clock must know of a flow that it drives to tell when that ends:
// what is left is rest + base × area of the pattern − what the clock shows, in
// wire bytes, at all times until the flow is placed anew.
type due struct {
	rest, base    float64
	pace          float64 // base × factor of the pattern
	flow, pattern int32
	at            int32 // in the order, or among the waiting
	waits         bool
}

// outlook says for how long needs and paces hold: up to a level of the clock, and
// until one of the patterns has another factor. It is empty where nothing is written.
type outlook struct {
	level float64
	until int64
}

// margin is by how much the level of a clock may rise until needs are found anew.
// They are as well when it has fallen by as much.
const margin = 1.75

// sliver is far more than sums of doubles are wrong by, and far less than counts.
const sliver = 1e-12

// drive puts a flow under a clock, which shows so much, and returns its number there.
func (r *run) drive(c *clock, d due, shown float64) int32 {
	if c.idle() {
		c.dues, c.unused, c.outlook = c.dues[:0], c.unused[:0], outlook{}
	}
	i := int32(len(c.dues))
	if last := len(c.unused) - 1; last >= 0 {
		i, c.unused = c.unused[last], c.unused[:last]
	} else {
		c.dues = append(c.dues, due{})
	}
	c.dues[i] = d
	r.file(c, i, shown)
	return i
}

// file puts a flow into the order of a clock, or among the waiting.
func (r *run) file(c *clock, i int32, shown float64) {
	d := &c.dues[i]
	key := r.assess(c, d, shown)
	c.side(d).push(c.dues, entry{key, i})
}

// unleash takes a flow away from a clock.
func (c *clock) unleash(i int32) {
	c.unused = append(c.unused, i)
	d := &c.dues[i]
	c.side(d).remove(c.dues, int(d.at))
}

// idle reports whether a clock drives nothing.
func (c *clock) idle() bool { return len(c.order) == 0 && len(c.waiting) == 0 }

// side returns where a flow is, the order or the waiting.
func (c *clock) side(d *due) *dueHeap {
	if d.waits {
		return &c.waiting
	}
	return &c.order
}

// assess finds out whether a flow waits for a higher level, and returns its pace if
// so and else what it needs. The faster the clock goes, the less is written meanwhile.
func (r *run) assess(c *clock, d *due, shown float64) (key float64) {
	written, gain := 0.0, 1.0 // gain: of what the clock goes on
	if d.base > 0 {
		s, o := &r.patterns[d.pattern], &c.outlook
		written = d.base * s.area(r.now)
		if o.until == 0 {
			*o = outlook{margin * c.level, never}
		}
		o.until = min(o.until, s.until)
		d.pace = d.base * s.factor
		if d.waits = d.pace > c.level; d.waits {
			return d.pace
		}
		gain += sliver - d.pace/o.level
	}
	left := d.rest + written - shown - sliver*(math.Abs(d.rest)+written+shown)
	switch {
	case left <= 0:
		left = 0
	case gain > 0:
		left /= gain
	default:
		return math.Inf(1)
	}
	return shown + left
}

// arrange brings the order and the waiting up to date with the level, as far as
// the first of them tell.
func (r *run) arrange(c *clock, shown float64) {
	if c.outdated(r.now) {
		r.reassess(c, shown)
		return
	}
	for len(c.waiting) > 0 && c.waiting[0].key <= c.level {
		r.file(c, c.waiting.pop(c.dues), shown)
	}
	for len(c.order) > 0 && c.dues[c.order[0].due].pace > c.level {
		r.file(c, c.order.pop(c.dues), shown)
	}
}

// outdated reports whether needs may no longer hold.
func (c *clock) outdated(now int64) bool {
	o := &c.outlook
	return o.until != 0 && (now >= o.until || c.level > o.level || c.level*(margin*margin) < o.level)
}

// reassess orders all flows anew.
func (r *run) reassess(c *clock, shown float64) {
	c.outlook = outlook{}
	all := append(c.order, c.waiting...)
	c.order, c.waiting = all[:0], c.waiting[:0]
	for _, t := range all {
		d := &c.dues[t.due]
		t.key = r.assess(c, d, shown)
		if d.waits {
			c.waiting.push(c.dues, t)
			continue
		}
		d.at = int32(len(c.order))
		c.order = append(c.order, t)
	}
	c.order.order(c.dues)
}

// race is a search for the flow of a clock that ends first.
type race struct {
	shown, most  float64 // by the clock now, and surely not before that flow ends
	best, second float64 // seconds until it and the next one end
	first        int32   // -1 while none does at this level
}

// later returns a wait that is so much longer that soonest sees it.
func later(wait float64) float64 { return wait + 4*(1-full)*(1+wait) }

// firstToEnd returns the flow of an arranged clock that ends first, -1 if none does at this
// level, and a moment before which none of the others will.
func (r *run) firstToEnd(c *clock) (first int32, next int64) {
	x := race{shown: c.read(r.now), most: math.MaxFloat64, best: math.Inf(1), second: math.Inf(1), first: -1}
	if len(c.order) > 0 {
		r.compete(&x, c, 0, c.order[0].due)
	}
	return x.first, r.soonest(min(x.second, later(x.best)))
}

// compete looks at a flow and at those below it in the order, unless these need
// more than the clock shows when the first one ends.
func (r *run) compete(x *race, c *clock, at int, i int32) {
	if d := &c.dues[i]; d.pace <= c.level {
		r.look(x, c, d)
	}
	first := fork*at + 1
	if first >= len(c.order) {
		return
	}
	for i, e := range c.order[first:min(first+fork, len(c.order))] {
		if e.key <= x.most {
			r.compete(x, c, first+i, e.due)
		}
	}
}

// look takes account of a flow that may end at this level.
func (r *run) look(x *race, c *clock, d *due) {
	left, wait := d.rest, 0.0
	if d.base > 0 {
		left += d.base * r.patterns[d.pattern].area(r.now)
	}
	left -= x.shown
	speed := c.level - d.pace
	if left > 0 {
		if wait = left / speed; speed == 0 {
			return
		}
	}
	switch {
	case x.first >= 0 && wait <= later(x.best) && x.best <= later(wait):
		if r.precedes(c, d.flow, x.first) {
			x.first = d.flow
		}
		x.best, x.second = min(x.best, wait), min(x.second, max(x.best, wait))
	case wait < x.best || x.first < 0:
		x.first, x.best, x.second = d.flow, wait, x.best
	default:
		x.second = min(x.second, wait)
		return
	}
	if most := (x.shown + c.level*later(x.best)) * (1 + sliver); most < x.most {
		x.most = most
	}
}

// precedes reports whether a flow of a clock ends before another one, or in the
// same nanosecond and comes before it in the backlog.
func (r *run) precedes(c *clock, f, other int32) bool {
	at, then := r.endOf(c, f), r.endOf(c, other)
	return at < then || at == then && r.rankOf(f) < r.rankOf(other)
}
