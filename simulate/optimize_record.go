package simulate

import (
	"math"
	"slices"
)

// record is what the replications of a choice gave, by replication.
type record struct {
	finished []bool
	met      [][]bool    // by goal
	joint    []float64   // 1 where it finished and met all goals, else 0
	count    []float64   // of what it met, finishing included
	values   [][]float64 // by place in portfolioFields; NaN where it did not finish
	columns  []int       // places that are kept
}

// newRecord keeps some of the portfolio's quantities, all if none is named.
func newRecord(goals int, columns ...int) *record {
	if len(columns) == 0 {
		for i := range portfolioFields {
			columns = append(columns, i)
		}
	}
	return &record{met: make([][]bool, goals), values: make([][]float64, len(portfolioFields)), columns: columns}
}

func (r *record) len() int { return len(r.joint) }

// grow makes room for replications up to n, which are set afterwards.
func (r *record) grow(n int) {
	more := n - r.len()
	r.finished = append(r.finished, make([]bool, more)...)
	r.joint = append(r.joint, make([]float64, more)...)
	r.count = append(r.count, make([]float64, more)...)
	for i := range r.met {
		r.met[i] = append(r.met[i], make([]bool, more)...)
	}
	for _, i := range r.columns {
		r.values[i] = append(r.values[i], slices.Repeat([]float64{math.NaN()}, more)...)
	}
}

// set keeps what a replication gave. Calls for different ones may overlap. One
// that did not finish meets nothing.
func (r *record) set(i int, o *Outcome, list []goal) {
	if !o.Finished {
		return
	}
	r.finished[i], r.joint[i], r.count[i] = true, 1, 1
	row := o.numbers(nil)
	for j, g := range list {
		if r.met[j][i] = g.met(g.value(row)); r.met[j][i] {
			r.count[i]++
		} else {
			r.joint[i] = 0
		}
	}
	for _, j := range r.columns {
		r.values[j][i] = portfolioFields[j].value(&o.Portfolio)
	}
}

// share is the part of the first n replications in which something is so.
func share(list []bool, n int) float64 {
	count := 0
	for _, is := range list[:n] {
		if is {
			count++
		}
	}
	return float64(count) / float64(n)
}

// evaluation summarizes all replications.
func (r *record) evaluation(list []goal, confidence float64) Evaluation {
	n := r.len()
	e := Evaluation{Finished: share(r.finished, n), Joint: meanOf(r.joint, n), Objectives: []ObjectiveShare{}}
	e.Meets = reaches(e.Finished, confidence)
	for j, g := range list {
		p := share(r.met[j], n)
		e.Objectives = append(e.Objectives, ObjectiveShare{g.name, g.link, p, reaches(p, confidence)})
		e.Meets = e.Meets && reaches(p, confidence)
	}
	for j, f := range portfolioFields {
		*f.summary(&e.Portfolio) = summarize(f.unit, r.values[j])
	}
	return e
}

// meanOf is that of the first n numbers, those that do not exist left out.
func meanOf(list []float64, n int) float64 {
	sum, count := 0.0, 0
	for _, x := range list[:n] {
		if !math.IsNaN(x) {
			sum += x
			count++
		}
	}
	return sum / float64(count)
}
