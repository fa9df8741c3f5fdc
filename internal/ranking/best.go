package ranking

import (
	"fmt"
	"math"
	"math/big"
	"slices"
)

// Best counts in how many replications each model had the best value of a metric.
// Models with equal values share a replication. The counts are whole numbers, so
// that counts of parts of a study add up in any order. The zero value is of no
// models; [NewBest] makes one.
type Best struct {
	Decided int64     // replications in which at least one model had a value
	Wins    [][]int64 // [model][n]: replications in which the model was the best together with n others
}

// NewBest is the count before the first replication.
func NewBest(models int) Best {
	b := Best{Wins: make([][]int64, models)}
	for i := range b.Wins {
		b.Wins[i] = make([]int64, models)
	}
	return b
}

// Add counts a replication: one value a model, of which the smallest is best. NaN
// stands for no value. Values are equal to the best within a relative tolerance,
// at least 0. It is an error if there is not one value a model.
func (b *Best) Add(values []float64, tolerance float64) error {
	if len(values) != len(b.Wins) {
		return fmt.Errorf("ranking: %d values, want %d, one a model", len(values), len(b.Wins))
	}
	best := math.NaN()
	for _, x := range values {
		if x < best || math.IsNaN(best) {
			best = x
		}
	}
	if math.IsNaN(best) {
		return nil
	}
	limit, equals := best+tolerance*math.Abs(best), 0
	for _, x := range values {
		if x <= limit {
			equals++
		}
	}
	b.Decided++
	for i, x := range values {
		if x <= limit {
			b.Wins[i][equals-1]++
		}
	}
	return nil
}

// Merge adds the counts of other replications of the same models. It is an error
// if there are more models or fewer.
func (b *Best) Merge(other Best) error {
	models := len(b.Wins)
	if len(other.Wins) != models || slices.ContainsFunc(other.Wins, func(wins []int64) bool { return len(wins) != models }) {
		return fmt.Errorf("ranking: counts of %d models, want %d, and as many numbers of each", len(other.Wins), models)
	}
	b.Decided += other.Decided
	for i, wins := range other.Wins {
		for n, count := range wins {
			b.Wins[i][n] += count
		}
	}
	return nil
}

// Probability estimates how probable it is that a model has the best value: the
// share of the replications that it won, NaN of none.
func (b Best) Probability(model int) float64 {
	if b.Decided == 0 {
		return math.NaN()
	}
	p, _ := new(big.Rat).Quo(b.won(model), new(big.Rat).SetInt64(b.Decided)).Float64()
	return p
}

// Leaders returns the model that won most often; several, in their order, if they
// did exactly as often; none if nothing was won.
func (b Best) Leaders() []int {
	var leaders []int
	if b.Decided == 0 {
		return nil
	}
	most := new(big.Rat)
	for i := range b.Wins {
		won := b.won(i)
		switch won.Cmp(most) {
		case 1:
			most, leaders = won, append(leaders[:0], i)
		case 0:
			leaders = append(leaders, i)
		}
	}
	return leaders
}

// won is the number of replications won, those that are shared by their shares.
func (b Best) won(model int) *big.Rat {
	total := new(big.Rat)
	for n, count := range b.Wins[model] {
		total.Add(total, big.NewRat(count, int64(n+1)))
	}
	return total
}
