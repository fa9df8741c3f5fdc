package simulate

import "math"

// late is what a clock must know of a flow that is behind to tell when it has
// caught up: its backlog is rest + base × area of the pattern − shown ÷ wire,
// source bytes, at all times until it is placed anew.
type late struct {
	flow, pattern    int32
	rest, base, wire float64
}

// sliver is far more than sums of doubles are wrong by, and far less than counts.
const sliver = 1e-12

// need returns what the clock surely shows, in wire bytes, when the flow has
// caught up: what it would show if nothing were written from now on.
func (l *late) need(area float64) float64 {
	written := l.base * area
	return l.wire * (l.rest + written - sliver*(math.Abs(l.rest)+written))
}

// addLate puts a flow that is behind under a clock and returns its place.
func (c *clock) addLate(l late, area float64) int32 {
	c.behind = append(c.behind, l)
	c.needs = append(c.needs, l.need(area))
	return int32(len(c.behind) - 1)
}

// removeLate takes the flow at a place away; the last one takes its place.
func (r *run) removeLate(c *clock, place int32) {
	last := len(c.behind) - 1
	c.behind[place], c.needs[place] = c.behind[last], c.needs[last]
	r.flows[c.behind[place].flow].place = place
	c.behind, c.needs = c.behind[:last], c.needs[:last]
	if c.near[0] == place {
		c.near[0] = c.near[1]
	}
}

// gap returns how far the flow at a place is behind, source bytes, and how fast
// that goes down at the level of its clock.
func (r *run) gap(c *clock, place int, shown float64) (backlog, speed float64) {
	l := &c.behind[place]
	s := &r.patterns[l.pattern]
	area := s.area(r.now)
	c.needs[place] = l.need(area)
	return max(0, l.rest+l.base*area-shown/l.wire), c.level/l.wire - l.base*s.factor
}

// later returns a wait that is so much longer that soonest sees it.
func later(wait float64) float64 { return wait + 4*(1-full)*(1+wait) }

// reach returns more than what the clock shows later than after so many seconds.
func (c *clock) reach(shown, wait float64) float64 {
	return (shown + c.level*later(wait)) * (1 + sliver)
}

// firstToCatchUp returns the flow of a clock that will be in step first, -1 if
// none will at this level, and a moment before which none of the others will.
// It passes over those that need more than the clock shows when one that was
// among the first before, or the first up to now, is in step: no flow catches up
// faster than the clock goes, for what it writes only adds to what it needs.
func (r *run) firstToCatchUp(c *clock) (first int32, next int64) {
	shown := c.read(r.now)
	soon := r.soonAgain(c, shown)
	most := c.reach(shown, soon)
	first = -1
	best, second := math.Inf(1), math.Inf(1)
	for i, need := range c.needs {
		if need > most {
			continue
		}
		backlog, speed := r.gap(c, i, shown)
		if !(speed > 0 || speed == 0 && backlog == 0) {
			continue
		}
		wait := 0.0
		if backlog > 0 {
			wait = backlog / speed
		}
		tied := wait == best || backlog <= best*speed // rounding parts nothing that ends together
		if f := c.behind[i].flow; wait < best || first < 0 || tied && r.rankOf(f) < r.rankOf(first) {
			first, best, second = f, wait, best
			c.leads(int32(i))
			soon = min(soon, wait)
			most = c.reach(shown, soon)
		} else if wait < second {
			second, c.near[1] = wait, int32(i)
		}
	}
	return first, r.soonest(min(second, later(best)))
}

// soonAgain returns in how many seconds a flow that was among the first to catch
// up when last looked will be in step, +Inf if it will not at this level.
func (r *run) soonAgain(c *clock, shown float64) float64 {
	if place := int(c.near[0]); place < len(c.behind) {
		if backlog, speed := r.gap(c, place, shown); speed > 0 {
			return backlog / speed
		}
	}
	return math.Inf(1)
}

// leads notes the place of the first to catch up.
func (c *clock) leads(place int32) {
	if c.near[0] != place {
		c.near[0], c.near[1] = place, c.near[0]
	}
}
