package simulate

import (
	"context"
	"slices"
	"sync"
)

// asked says which objectives a probe is about.
type asked func(g goal) bool

func all(goal) bool          { return true }
func onlyFinish(g goal) bool { return g.name == "finish" }

// sample is what one replication says about the goals.
type sample struct {
	finished bool
	met      []bool
	promoted float64 // seconds
}

// tallies counts samples as they come, and knows when the verdict is certain.
type tallies struct {
	goals      []goal
	wanted     []bool // asked about
	n          int
	confidence float64
	samples    []sample
	done       int
	finished   int
	met        []int
}

func newTallies(list []goal, about asked, replications int, confidence float64) *tallies {
	t := &tallies{goals: list, n: replications, confidence: confidence, samples: make([]sample, replications), met: make([]int, len(list))}
	for _, g := range list {
		t.wanted = append(t.wanted, about(g))
	}
	return t
}

func (t *tallies) add(i int, s sample) {
	t.samples[i] = s
	t.done++
	if s.finished {
		t.finished++
	}
	for j, met := range s.met {
		if met {
			t.met[j]++
		}
	}
}

// counts are those that have to reach the confidence: of replications that
// finish, and that meet each goal asked about.
func (t *tallies) counts() []int {
	list := []int{t.finished}
	for j, wanted := range t.wanted {
		if wanted {
			list = append(list, t.met[j])
		}
	}
	return list
}

func (t *tallies) enough(count int) bool {
	return reaches(float64(count)/float64(t.n), t.confidence)
}

// certain says whether the replications that are left cannot change the
// verdict.
func (t *tallies) certain() bool {
	left := t.n - t.done
	sure := true
	for _, count := range t.counts() {
		if !t.enough(count + left) {
			return true
		}
		sure = sure && t.enough(count)
	}
	return sure
}

func (t *tallies) meets() bool {
	for _, count := range t.counts() {
		if !t.enough(count) {
			return false
		}
	}
	return true
}

// probe is the verdict in full, if all replications have been computed.
func (t *tallies) probe() *Probe {
	n := float64(t.n)
	p := &Probe{Meets: t.meets(), Finished: float64(t.finished) / n, Objectives: []ObjectiveShare{}}
	joint := 0
	var ends []float64
	for _, s := range t.samples {
		if !s.finished {
			continue
		}
		ends = append(ends, s.promoted)
		if !slices.Contains(s.met, false) {
			joint++
		}
	}
	p.Joint = float64(joint) / n
	slices.Sort(ends)
	for i := range ends {
		if t.enough(i + 1) {
			p.Finish = &ends[i]
			break
		}
	}
	for j, g := range t.goals {
		p.Objectives = append(p.Objectives, ObjectiveShare{g.name, g.link, float64(t.met[j]) / n, t.enough(t.met[j])})
	}
	return p
}

// probe simulates a candidate under the model. Unless it is wanted in full,
// it ends as soon as the verdict is certain, which is the same however many
// replications are computed at once; only Meets is told then.
func (z *sizer) probe(ctx context.Context, s *Scenario, about asked, full bool) (*Probe, error) {
	replicate, err := z.compile(s)
	if err != nil {
		return nil, err
	}
	z.runs++
	o := z.options
	t := newTallies(goals(s), about, o.Replications, confidence(s))
	promoted := columns(s)["portfolio.promoted"]
	stop, enough := context.WithCancel(ctx)
	defer enough()
	base := z.meter.done
	var mutex sync.Mutex
	_ = forEach(stop, o.Replications, o.Parallel, nil, func(i int) {
		one := sampleOf(replicate(z.model, o.Seed, i), t.goals, promoted)
		mutex.Lock()
		defer mutex.Unlock()
		t.add(i, one)
		z.meter.reach(base + t.done)
		if !full && t.certain() {
			enough()
		}
	})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	z.meter.reach(base + o.Replications)
	if !full {
		return &Probe{Meets: t.meets()}, nil
	}
	return t.probe(), nil
}

// sampleOf holds one outcome against the goals. One that did not finish meets
// none.
func sampleOf(o *Outcome, list []goal, promoted int) sample {
	s := sample{finished: o.Finished, met: make([]bool, len(list))}
	if !o.Finished {
		return s
	}
	row := o.numbers(nil)
	s.promoted = row[promoted]
	for j, g := range list {
		s.met[j] = g.met(g.value(row))
	}
	return s
}
