package simulate

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// correlations holds what was drawn in each replication against what came out.
func (t *study) correlations(ctx context.Context) ([]RankCorrelation, error) {
	list := []RankCorrelation{}
	plan, err := Compile(t.scenario)
	if err != nil {
		return nil, err
	}
	for _, model := range t.scenario.Promotion.Models {
		drawn := t.random()
		rows := make([][]float64, t.options.Replications)
		units := unitsOf(t.scenario, model)
		done := t.meter.done
		err := forEach(ctx, len(rows), t.options.Parallel, func(n, _ int) { t.meter.reach(done + n) }, func(i int) {
			d := &dice{t.scenario, t.options.Seed, i, units}
			rows[i] = t.row(d, drawn, plan.Replicate(model, t.options.Seed, i))
		})
		if err != nil {
			return nil, err
		}
		for i, in := range drawn {
			for j, m := range t.metrics {
				c := correlate(rows, i, len(drawn)+j)
				c.Input, c.Label, c.Model, c.Metric = in.name, in.label, model, m.name
				list = append(list, c)
			}
		}
	}
	return list, nil
}

// random are the inputs with luck of their own.
func (t *study) random() []input {
	var list []input
	for _, in := range t.inputs {
		if in.drawn != nil && (in.always || in.moved(t.scenario) != BySwing) {
			list = append(list, in)
		}
	}
	return list
}

// row is what was drawn in a replication and then what came out.
func (t *study) row(d *dice, drawn []input, o *Outcome) []float64 {
	var row []float64
	for _, in := range drawn {
		row = append(row, in.drawn(d))
	}
	for _, m := range t.metrics {
		value := math.NaN()
		if o.Finished {
			value = m.outcome(o)
		}
		row = append(row, value)
	}
	return row
}

// Why there is no correlation.
const (
	tooFew       = "fewer than 4 replications have both"
	nothingDrawn = "the draws do not vary"
	nothingMoves = "the metric does not vary"
)

// correlate correlates two columns over the rows that have both.
func correlate(rows [][]float64, x, y int) RankCorrelation {
	var a, b []float64
	for _, row := range rows {
		if !math.IsNaN(row[x]) && !math.IsNaN(row[y]) {
			a, b = append(a, row[x]), append(b, row[y])
		}
	}
	c := RankCorrelation{Replications: len(a)}
	switch {
	case len(a) < 4:
		c.Reason = tooFew
	case same(a):
		c.Reason = nothingDrawn
	case same(b):
		c.Reason = nothingMoves
	default:
		rho := pearson(ranks(a), ranks(b))
		low, high := spearmanInterval(rho, len(a))
		c.Rho, c.Low, c.High = &rho, &low, &high
		c.Distinct = low > 0 || high < 0
	}
	return c
}

// same says that values differ by no more than rounding.
func same(x []float64) bool {
	low, high := slices.Min(x), slices.Max(x)
	return high-low <= rounding*max(math.Abs(low), math.Abs(high))
}

// ranks numbers values from the smallest; equal ones share their mean rank.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	out := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return out
}

// pearson is the correlation of two columns that vary, within [-1, 1]: of ranks
// it is Spearman's (Spearman, "The proof and measurement of association between
// two things", 1904).
func pearson(a, b []float64) float64 {
	n := float64(len(a))
	var meanA, meanB, cross, squareA, squareB float64
	for i := range a {
		meanA += a[i] / n
		meanB += b[i] / n
	}
	for i := range a {
		x, y := a[i]-meanA, b[i]-meanB
		cross += x * y
		squareA += x * x
		squareB += y * y
	}
	return min(max(cross/math.Sqrt(squareA*squareB), -1), 1)
}

// spearmanInterval is the 95 % interval of a rank correlation of n pairs, n above
// 3: Fisher's z ± 1.96 standard errors, of which the square is (1 + ρ²/2) / (n −
// 3).
//
// Source: Bonett and Wright, "Sample size requirements for estimating Pearson,
// Kendall and Spearman correlations", Psychometrika 65 (2000).
func spearmanInterval(rho float64, n int) (low, high float64) {
	const normal = 1.959963984540054
	z, half := math.Atanh(rho), normal*math.Sqrt((1+rho*rho/2)/float64(n-3))
	return math.Tanh(z - half), math.Tanh(z + half)
}
