package simulate

import (
	"math"
	"slices"
	"sync"
)

// modelTally is what replications of one model gave, in a memory that does not
// grow with their number. Neither the order of adding nor that of merging
// changes it.
type modelTally struct {
	shape    *shape
	paired   bool // replications come in antithetic pairs
	finished int
	columns  []column
	critical []int // by workload
	stuck    [][len(reasons)]int
	goals    []goalTally
	joint    int // replications that finish and meet every goal

	pending []float64   // rows that are not yet in the columns, one after the other
	work    [][]float64 // of each goroutine that brings them there
	hands   int         // so many at once
}

// goalTally counts how often a goal was met, and keeps what was held against it.
type goalTally struct {
	met    int
	beyond int // values that are infinite
	values column
	work   []float64
}

// reasons are in the order in which they apply.
var reasons = [...]Reason{NoSlot, NeverInSync, WIPLimit, Dependency, NoChangeWindow, HorizonReached}

// mostPending is how many numbers may wait to be brought into their columns:
// at once they are sorted faster than one by one.
const mostPending = 1 << 20

// manyPending is how many numbers it takes until several goroutines are worth it.
const manyPending = 1 << 12

func newModelTally(h *shape, paired bool) modelTally {
	t := modelTally{
		shape: h, paired: paired, columns: make([]column, len(h.limits)),
		critical: make([]int, len(h.workloads)), stuck: make([][len(reasons)]int, len(h.workloads)),
		goals: make([]goalTally, len(h.goals)), hands: 1,
	}
	for i, limit := range h.limits {
		t.columns[i] = newColumn(limit)
	}
	for i := range t.goals {
		t.goals[i].values = newColumn(mostValues)
	}
	return t
}

// replicated is what is kept of an outcome until it is added. Its memory is
// used again.
type replicated struct {
	finished bool
	row      []float64 // Outcome.numbers
	critical []int     // workloads
	stuck    []Stuck
}

func (x *replicated) take(o *Outcome) {
	x.finished, x.row, x.critical, x.stuck = o.Finished, x.row[:0], x.critical[:0], x.stuck[:0]
	if !o.Finished {
		x.stuck = append(x.stuck, o.Unfinished...)
		return
	}
	x.row = o.numbers(x.row)
	for i := range o.Workloads {
		if o.Workloads[i].Critical {
			x.critical = append(x.critical, i)
		}
	}
}

// add adds what one replication gave.
func (t *modelTally) add(x *replicated) {
	if !x.finished {
		for _, k := range x.stuck {
			t.stuck[t.shape.workloads[k.Workload]][slices.Index(reasons[:], k.Reason)]++
		}
		if t.paired { // the place of its numbers, beside those of its twin
			t.keep(slices.Repeat([]float64{math.NaN()}, len(t.columns)))
		}
		return
	}
	t.finished++
	for _, w := range x.critical {
		t.critical[w]++
	}
	t.judge(x.row)
	t.keep(x.row)
}

// keep puts a row among the pending ones, and folds them when there are many;
// pairs stay together.
func (t *modelTally) keep(row []float64) {
	t.pending = append(t.pending, row...)
	if rows := len(t.pending) / len(row); len(t.pending) > mostPending-2*len(row) && (!t.paired || rows%2 == 0) {
		t.fold()
	}
}

// judge holds one replication against the goals: each by itself and all at
// once, which is counted and not multiplied up.
func (t *modelTally) judge(row []float64) {
	all := true
	for i := range t.goals {
		g, goal := &t.goals[i], &t.shape.goals[i]
		value := goal.value(row)
		if goal.met(value) {
			g.met++
		} else {
			all = false
		}
		switch {
		case math.IsInf(value, 1):
			g.beyond++
		case !math.IsNaN(value):
			g.work = append(g.work, value)
		}
	}
	if all {
		t.joint++
	}
}

// fold brings what is pending into the columns, some of which it leaves to others
// if they are many: whoever waits to add more meanwhile has hands free.
func (t *modelTally) fold() {
	n := len(t.columns)
	hands := min(t.hands, n)
	if len(t.pending) < manyPending {
		hands = 1
	}
	for len(t.work) < hands {
		t.work = append(t.work, nil)
	}
	var group sync.WaitGroup
	for i := 1; i < hands; i++ {
		group.Go(func() { t.foldColumns(i*n/hands, (i+1)*n/hands, &t.work[i]) })
	}
	t.foldColumns(0, n/hands, &t.work[0])
	group.Wait()
	t.pending = t.pending[:0]
	for i := range t.goals {
		g := &t.goals[i]
		g.values.add(g.work)
		g.work = g.work[:0]
	}
}

// foldColumns brings what is pending into some of the columns.
func (t *modelTally) foldColumns(from, to int, work *[]float64) {
	values := *work
	for i := from; i < to; i++ {
		values = values[:0]
		for at := i; at < len(t.pending); at += len(t.columns) {
			if x := t.pending[at]; !math.IsNaN(x) {
				values = append(values, x)
			}
		}
		t.columns[i].add(values)
		if t.paired {
			t.foldPairs(i)
		}
	}
	*work = values
}

// foldPairs brings the means of pending pairs into a column; a twin that does
// not exist leaves the other for both.
func (t *modelTally) foldPairs(column int) {
	width := len(t.columns)
	for at := column; at < len(t.pending); at += 2 * width {
		a, b := t.pending[at], t.pending[at+width]
		switch {
		case math.IsNaN(a):
			a = b
		case math.IsNaN(b):
			b = a
		}
		if !math.IsNaN(a) {
			t.columns[column].twins.Add((a + b) / 2)
		}
	}
}

func (t *modelTally) merge(other *modelTally) {
	t.fold()
	other.fold()
	t.finished += other.finished
	t.joint += other.joint
	for i := range t.columns {
		t.columns[i].merge(&other.columns[i])
	}
	for i := range t.goals {
		t.goals[i].met += other.goals[i].met
		t.goals[i].beyond += other.goals[i].beyond
		t.goals[i].values.merge(&other.goals[i].values)
	}
	for i := range t.critical {
		t.critical[i] += other.critical[i]
		for j := range reasons {
			t.stuck[i][j] += other.stuck[i][j]
		}
	}
}
