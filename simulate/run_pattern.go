package simulate

import (
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/replication"
)

// patternState is a write pattern in a run: its factor now. Of the flows in step
// with it the network knows what follows from another factor.
type patternState struct {
	pattern *replication.Pattern
	peak    float64 // its largest factor
	piece   int
	factor  float64
	began   int64   // the piece
	until   int64   // its end
	before  float64 // area up to its beginning
	asked   int64   // when the area was last asked for
	sum     float64 // the area then

	flows  int // that may be in step
	change kernel.Handle
}

// seek goes on to the piece that holds at a moment no earlier than the last.
func (s *patternState) seek(now int64) {
	for now >= s.until {
		s.read(s.piece + 1)
	}
}

func (s *patternState) read(piece int) {
	p := s.pattern.Piece(piece)
	s.piece, s.factor, s.before = piece, p.Factor, p.Area
	s.began, s.until = int64(p.From), min(int64(p.Until), never)
}

// area is the integral of the factor up to now, in seconds. Many ask for it at
// one moment.
func (s *patternState) area(now int64) float64 {
	if now != s.asked {
		s.add(now)
	}
	return s.sum
}

func (s *patternState) add(now int64) {
	s.seek(now)
	s.asked, s.sum = now, s.before+s.factor*seconds(now-s.began)
}

func (r *run) openPatterns() {
	for i := range r.patterns {
		r.patterns[i] = patternState{pattern: r.p.patterns[i], peak: r.p.patterns[i].Peak(), asked: -1}
		r.patterns[i].read(0)
	}
}

// follows lets a flow follow its asset's pattern; one that no flow follows is
// not kept up to date.
func (r *run) follows(f int32) {
	if r.flows[f].cycles {
		return
	}
	i := r.patternOf(f)
	if s := &r.patterns[i]; s.flows == 0 {
		r.changePattern(i)
	}
	r.patterns[i].flows++
}

func (r *run) unfollows(f int32) {
	if r.flows[f].cycles {
		return
	}
	s := &r.patterns[r.patternOf(f)]
	if s.flows--; s.flows == 0 {
		r.queue.Cancel(s.change)
	}
}

// changePattern brings a pattern up to date. What flows in step take changes at
// once; of the others, those that are behind end at another time.
func (r *run) changePattern(i int) {
	s := &r.patterns[i]
	s.seek(r.now)
	r.net.SetFactor(i+1, s.factor)
	if s.until < never {
		s.change = r.at(s.until, patternEvent, ratesPhase, int32(i), i)
	}
	for _, f := range r.slow {
		if r.patternOf(f) == i {
			r.touch(f)
		}
	}
	for g := range r.clocks {
		if !r.clocks[g].idle() {
			r.recordLags(g)
			r.reset(g)
		}
	}
}
