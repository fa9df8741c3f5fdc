package ranking_test

import (
	"testing"

	"github.com/landfall-sim/landfall/internal/closedform"
	"github.com/landfall-sim/landfall/internal/ranking"
	"github.com/landfall-sim/landfall/internal/stream"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// TestCasesOfRankingAndSelection has the cases that are kept beside the
// repository.
func TestCasesOfRankingAndSelection(t *testing.T) {
	closedform.Run(t, "ranking_selection", map[string]func(*testing.T, *closedform.Case){
		"constants_P90_k2": constantsCase,
		"constants_P90_k3": constantsCase,
		"constants_P95_k2": constantsCase,
		"constants_P95_k3": constantsCase,
		"kn_k3_n10":        knCase,
		"ocba_equal_var":   ocbaCase,
		"pcs_equal_two":    correctSelectionCase,
		"crn_rho0":         correlatedCase,
	})
}

func constantsCase(t *testing.T, c *closedform.Case) {
	k, n0, p := int(c.In(t, "k")), int(c.In(t, "n0")), c.In(t, "P_star")
	c.Is(t, "bechhofer_h", bechhoferH(k, p))
	c.Is(t, "dudewicz_dalal_h1", dudewiczDalalH1(k, n0, p))
	c.Is(t, "rinott_h", rinottH(k, n0, p))
}

func knCase(t *testing.T, c *closedform.Case) {
	if c.In(t, "c") != 1 {
		t.Fatal("the procedure has c = 1")
	}
	o := ranking.Options{Delta: 1, Confidence: 1 - c.In(t, "alpha"), First: int(c.In(t, "n0"))}
	eta, h2 := o.Constants(int(c.In(t, "k")))
	c.Is(t, "eta", eta)
	c.Is(t, "h2", h2)
}

func ocbaCase(t *testing.T, c *closedform.Case) {
	if goal := c.Text(t, "goal"); goal != "min" {
		t.Fatalf("the goal is %s, not the smallest mean", goal)
	}
	shares, err := ocba(c.List(t, "means"), c.List(t, "sds"))
	if err != nil {
		t.Fatal(err)
	}
	c.Are(t, "fractions", shares)
}

// correctSelectionCase: by formula, and how often the smaller of two means is
// that of the better model.
func correctSelectionCase(t *testing.T, c *closedform.Case) {
	means, sds, n := c.List(t, "means"), c.List(t, "sds"), c.List(t, "n")
	want := correctSelection(means[1]-means[0], sds[0]*sds[0]/n[0]+sds[1]*sds[1]/n[1])
	c.Tolerance = "rel 1e-8"
	c.Is(t, "pcs", want)

	hits := 0
	for run := range macro {
		var got [2]float64
		for i := range got {
			s := stream.New(1, run, stream.PurposeOf("correct selection"), uint64(i))
			for range int(n[i]) {
				got[i] += (means[i] + sds[i]*mathext.NormalQuantile(s.Uniform())) / n[i]
			}
		}
		if got[0] < got[1] {
			hits++
		}
	}
	b := distuv.Binomial{N: macro, P: want}
	if b.CDF(float64(hits)) < 0.005 || b.CDF(float64(hits-1)) > 0.995 {
		t.Errorf("%d of %d selections are correct, want about %v of all", hits, macro, want)
	}
}

func correlatedCase(t *testing.T, c *closedform.Case) {
	delta, n := c.In(t, "delta"), c.In(t, "n")
	variance := differenceVariance(c.In(t, "s1"), c.In(t, "s2"), c.In(t, "rho"))
	c.Is(t, "var_diff", variance)
	c.Is(t, "pcs", correctSelection(delta, variance/n))
	c.Is(t, "n_for_pcs95", float64(pairsNeeded(delta, variance, 0.95)))
}
