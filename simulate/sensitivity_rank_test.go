package simulate

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

// A rank is the number of smaller values, plus half of the equal ones, plus a
// half.
func TestRanks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var x []float64
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 8), 1, 30).Draw(t, "x") {
			x = append(x, float64(n)/3)
		}
		for i, rank := range ranks(x) {
			want := 0.5
			for _, v := range x {
				switch {
				case v < x[i]:
					want++
				case v == x[i]:
					want += 0.5
				}
			}
			if rank != want {
				t.Fatalf("rank %d of %v is %v, want %v", i, x, rank, want)
			}
		}
	})
}

func TestPearsonIsGonums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "n")
		a := rapid.SliceOfN(rapid.Float64Range(-9, 9), n, n).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Float64Range(-9, 9), n, n).Draw(t, "b")
		a[0], a[1], b[0], b[1] = -10, 10, 10, -10
		if got, want := pearson(a, b), stat.Correlation(a, b, nil); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// By hand: atanh 0.5 = 0.549306, standard error √(1.125/25) = 0.212132.
func TestSpearmanInterval(t *testing.T) {
	low, high := spearmanInterval(0.5, 28)
	if math.Abs(low-math.Tanh(0.549306-1.959964*0.212132)) > 1e-5 || math.Abs(high-math.Tanh(0.549306+1.959964*0.212132)) > 1e-5 {
		t.Errorf("%v to %v", low, high)
	}
	for _, rho := range []float64{-1, 1} {
		if low, high := spearmanInterval(rho, 4); low != rho || high != rho {
			t.Errorf("of %v: %v to %v", rho, low, high)
		}
	}
}

// Of two normal variables with correlation ½ Spearman's is 6/π asin(¼), and the
// interval has it in 95 % of all samples.
func TestSpearmanOfNormals(t *testing.T) {
	const samples, n = 1000, 60
	want := 6 / math.Pi * math.Asin(0.25)
	random := rand.New(rand.NewPCG(1, 2))
	sum, covered := 0.0, 0
	for range samples {
		var rows [][]float64
		for range n {
			x, e := random.NormFloat64(), random.NormFloat64()
			rows = append(rows, []float64{x, x/2 + math.Sqrt(0.75)*e})
		}
		c := correlate(rows, 0, 1)
		sum += *c.Rho / samples
		if *c.Low <= want && want <= *c.High {
			covered++
		}
	}
	if math.Abs(sum-want) > 0.015 {
		t.Errorf("mean %v, want %v", sum, want)
	}
	if covered < 930 || covered > 970 {
		t.Errorf("the interval covers in %d of %d samples", covered, samples)
	}
}

// Rows without a number in one column do not count.
func TestCorrelateLeavesOutWhatIsNotThere(t *testing.T) {
	nan := math.NaN()
	rows := [][]float64{{1, 10}, {2, nan}, {3, 20}, {nan, 5}, {4, 30}, {5, 40}}
	c := correlate(rows, 0, 1)
	if c.Rho == nil || *c.Rho != 1 || c.Replications != 4 || !c.Distinct {
		t.Errorf("%+v", c)
	}
	if c := correlate([][]float64{{1, 5}, {2, 5}, {3, 5 * (1 + 1e-15)}, {4, 5}}, 0, 1); c.Reason != nothingMoves {
		t.Errorf("rounding is taken for a change: %+v", c)
	}
}
