package ranking

// Compare says of two models which is better in a metric: -1 if a is, 1 if b is, 0
// if neither can be said to be. Compare(b, a, m) is -Compare(a, b, m). It may go by
// plain means, or by whether the interval of a paired difference leaves 0 out.
type Compare func(a, b, metric int) int

// Dominates reports whether model a is better than b in at least one of the
// metrics and worse in none.
func (c Compare) Dominates(a, b, metrics int) bool {
	better := false
	for m := range metrics {
		switch c(a, b, m) {
		case 1:
			return false
		case -1:
			better = true
		}
	}
	return better
}

// Front sorts models into those that are worth a choice and the others.
type Front struct {
	Pareto []int // models that none dominates, in their order; never empty if there are models
	By     []int // for each model the first in their order that dominates it and is on the front, or else the first that does; -1 on the front
}

// Pareto finds the front of models in metrics.
//
// What is better by more than chance need not be better in a chain: a may be
// better than b, b than c, and neither of a and c. So models can dominate each
// other in a circle. Those of a circle count as one: they are all on the front if
// no other model dominates one of them.
func Pareto(models, metrics int, c Compare) Front {
	over := make([][]bool, models) // by a chain of dominance
	for a := range over {
		over[a] = make([]bool, models)
		for b := range models {
			over[a][b] = a != b && c.Dominates(a, b, metrics)
		}
	}
	direct := make([][]bool, models)
	for a := range over {
		direct[a] = append([]bool(nil), over[a]...)
	}
	for via := range models {
		for a := range models {
			for b := range models {
				over[a][b] = over[a][b] || over[a][via] && over[via][b]
			}
		}
	}
	f := Front{By: make([]int, models)}
	for b := range models {
		if f.By[b] = -1; !beaten(over, b) {
			f.Pareto = append(f.Pareto, b)
		}
	}
	for b := range models {
		if beaten(over, b) {
			f.By[b] = f.dominator(direct, b)
		}
	}
	return f
}

// beaten reports whether a model is below one that is not below it.
func beaten(over [][]bool, b int) bool {
	for a := range over {
		if over[a][b] && !over[b][a] {
			return true
		}
	}
	return false
}

// dominator is the model to name beside a dominated one.
func (f *Front) dominator(direct [][]bool, b int) int {
	for _, a := range f.Pareto {
		if direct[a][b] {
			return a
		}
	}
	for a := range direct {
		if direct[a][b] {
			return a
		}
	}
	return -1
}
