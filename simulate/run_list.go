package simulate

// Lists in which a flow can be.
const (
	nowhere  uint8 = iota
	isLoaded       // of its clock
	isBehind       // of its clock
	isSlow         // r.slow
)

// place finds the place of a flow among the others after a solution.
func (r *run) place(f int32) {
	x := &r.flows[f]
	x.dirty = false
	r.settle(f)
	r.unlist(f)
	if !x.active || x.id == noFlow {
		return
	}
	_, held := r.net.Bound(x.id).Link()
	s := &r.patterns[r.patternOf(f)]
	switch {
	case x.inStep() && (held || x.base*s.factor*x.wire > x.limit):
		r.fallBehind(f)
		r.touch(f)
	case x.inStep():
		if x.base*s.peak*x.wire > x.limit {
			r.join(f, isSlow, &r.slow)
		}
	case held:
		r.holdBack(f)
	default:
		r.join(f, isSlow, &r.slow)
		r.retime(f)
	}
}

// holdBack puts a flow that a link holds back under its clock.
func (r *run) holdBack(f int32) {
	x := &r.flows[f]
	g := r.net.Group(x.id)
	c := r.clockOf(g)
	x.held, x.group, x.shown = true, int32(g), c.read(r.now)
	r.reset(int(g))
	if x.loaded {
		x.mark = x.shown + x.volume
		r.enqueue(c, f)
		return
	}
	r.join(f, isBehind, &c.behind)
	if x.traced = r.traces(f); x.traced {
		if c.traced++; c.traced == 1 {
			c.log = append(c.log[:0], stretch{r.now, c.level})
		}
		x.past = int32(len(c.log) - 1)
	}
}

// join puts a flow at the end of a list.
func (r *run) join(f int32, kept uint8, list *[]int32) {
	x := &r.flows[f]
	x.kept, x.place = kept, int32(len(*list))
	*list = append(*list, f)
}

// quit takes what is at a place out of a list.
func (r *run) quit(place int32, list *[]int32) {
	last := len(*list) - 1
	moved := (*list)[last]
	(*list)[place] = moved
	r.flows[moved].place = place
	*list = (*list)[:last]
}

// unlist takes a flow out of the list in which it is.
func (r *run) unlist(f int32) {
	x := &r.flows[f]
	switch x.kept {
	case isSlow:
		r.quit(x.place, &r.slow)
		r.queue.Cancel(x.end)
	case isBehind:
		r.quit(x.place, &r.clocks[x.group].behind)
	case isLoaded:
		r.dequeue(&r.clocks[x.group], int(x.place))
	}
	x.kept = nowhere
	if !x.held {
		return
	}
	c := &r.clocks[x.group]
	if x.traced {
		c.traced--
	}
	if c.first == f {
		c.first = -1
		r.queue.Cancel(c.end)
	}
	r.reset(int(x.group))
	x.held, x.traced = false, false
}

// drop takes a flow out of its list in the middle of an instant. Another one of
// its clock may end at the same instant.
func (r *run) drop(f int32) {
	x := &r.flows[f]
	held, first := x.held, x.held && r.clocks[x.group].first == f
	r.unlist(f)
	if held && first {
		r.foresee(int(x.group))
	}
}

// retime schedules the end of a flow that goes at its own limit.
func (r *run) retime(f int32) {
	x := &r.flows[f]
	at := int64(never)
	if x.loaded {
		at = r.ending(x.volume, x.limit)
	} else {
		at = r.catchingUp(f, x.limit)
	}
	if at < never {
		x.end = r.at(at, flowEvent, endsPhase, r.rankOf(f), int(f))
	}
}
