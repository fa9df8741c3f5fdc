package simulate

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFoldByManyHands: it makes no difference how many goroutines bring numbers into
// their columns.
func TestFoldByManyHands(t *testing.T) {
	for _, paired := range []bool{false, true} {
		random := rand.New(rand.NewPCG(3, 4))
		one, many := newModelTally(shapeOf(smallScenario()), paired), newModelTally(shapeOf(smallScenario()), paired)
		many.hands = 7
		for rows := 0; rows%2 == 1 || rows*len(one.columns) < 3*manyPending; rows++ {
			row := make([]float64, len(one.columns))
			for i := range row {
				if row[i] = random.Float64(); random.IntN(10) == 0 {
					row[i] = math.NaN()
				}
			}
			one.keep(row)
			many.keep(row)
		}
		if want, got := one.state(), many.state(); !cmp.Equal(want, got, sameNumbers) {
			t.Errorf("in pairs %v:\n%s", paired, cmp.Diff(want, got, sameNumbers))
		}
	}
}
