package simulate

// Lists in which a flow can be.
const (
	nowhere  uint8 = iota
	isDriven       // of its clock
	isSlow         // r.slow
)

// place finds the place of a flow among the others after a solution.
func (r *run) place(f int32) {
	x := &r.flows[f]
	x.dirty = false
	if !r.active(f) {
		return
	}
	r.settle(f)
	r.unlist(f)
	if x.id == noFlow {
		return
	}
	link, held := r.net.Bound(x.id).Link()
	s := &r.patterns[r.patternOf(f)]
	switch {
	case x.inStep() && (held || x.base*s.factor*x.wire > x.limit):
		r.fallBehind(f)
		r.touch(f)
	case x.inStep():
		if x.base*s.peak*x.wire > x.limit {
			r.slowDown(f)
		}
	case held:
		r.holdBack(f, link)
	default:
		r.slowDown(f)
		r.retime(f)
	}
}

// holdBack puts a flow that a link holds back under its clock.
func (r *run) holdBack(f int32, link int) {
	x := &r.flows[f]
	g := r.net.Group(x.id)
	i := r.clockOf(g, link)
	c := &r.clocks[i]
	if level := r.net.Level(g); c.idle() {
		c.shown, c.at, c.level = 0, r.now, level // from 0 on, so that no digits are lost
	} else if c.level != level { // of flows that are about to leave, or the same but for rounding
		r.setLevel(int(i), level)
	}
	x.held, x.clock, x.shown = true, i, c.read(r.now)
	r.reset(int(i))
	x.kept = isDriven
	if x.loaded {
		x.mark = x.shown + x.volume
		x.place = r.drive(c, due{flow: f, rest: x.mark}, x.shown)
		return
	}
	x.place = r.drive(c, due{
		flow: f, pattern: x.pattern, rest: (x.backlog-x.base*x.area)*x.wire + x.shown, base: x.base * x.wire,
	}, x.shown)
	if x.traced = r.traces(f); x.traced {
		if c.traced++; c.traced == 1 {
			c.log.Resume(r.now, c.level)
		}
		x.past = int32(c.log.Last())
	}
}

func (r *run) slowDown(f int32) {
	x := &r.flows[f]
	x.kept, x.place = isSlow, int32(len(r.slow))
	r.slow = append(r.slow, f)
}

// unlist takes a flow out of the list in which it is.
func (r *run) unlist(f int32) {
	x := &r.flows[f]
	switch x.kept {
	case isSlow:
		last := r.slow[len(r.slow)-1]
		r.slow[x.place], r.flows[last].place = last, x.place
		r.slow = r.slow[:len(r.slow)-1]
		r.queue.Cancel(x.end)
	case isDriven:
		r.clocks[x.clock].unleash(x.place)
	}
	x.kept = nowhere
	if !x.held {
		return
	}
	c := &r.clocks[x.clock]
	if x.traced {
		c.traced--
	}
	if c.first == f {
		c.first = -1
		r.queue.Cancel(c.end)
	}
	r.reset(int(x.clock))
	x.held, x.traced = false, false
}

// drop takes a flow out of its list in the middle of an instant. Another one of
// its clock may end at the same instant.
func (r *run) drop(f int32) {
	x := &r.flows[f]
	if !x.held || r.clocks[x.clock].first != f {
		r.unlist(f)
		return
	}
	r.unlist(f)
	if c := &r.clocks[x.clock]; c.next <= r.now {
		r.arrange(c, c.read(r.now))
		r.expect(int(x.clock), r.foresee(int(x.clock)))
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
