package simulate_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/stream"
	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
)

// What no estate can express is sampled from the streams that estates draw from,
// and computed by the formulas that the cases name.

// samples is how often something is sampled.
const samples = 8000

func streamOf(purpose string, i int) stream.Stream {
	return stream.New(5, i, stream.PurposeOf(purpose), 0)
}

// rankCorrelation is of pairs of normal numbers, by their ranks.
func rankCorrelation(t *testing.T, c *closedCase) results {
	rho := c.Number("pearson")
	c.check(t, results{
		"spearman": exactly(6 / math.Pi * math.Asin(rho/2)),
		"kendall":  exactly(2 / math.Pi * math.Asin(rho)),
	})
	const n = 2000
	s := streamOf("pairs", 0)
	x, y := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i] = mathext.NormalQuantile(s.Uniform())
		y[i] = rho*x[i] + math.Sqrt(1-rho*rho)*mathext.NormalQuantile(s.Uniform())
	}
	// The errors are at most those of independent pairs.
	return results{
		"spearman": {stat.Correlation(ranksOf(x), ranksOf(y), nil), 1 / math.Sqrt(n-1)},
		"kendall":  {stat.Kendall(x, y, nil), 2 / (3 * math.Sqrt(n))},
	}
}

func ranksOf(list []float64) []float64 {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(list[a], list[b]) })
	ranks := make([]float64, len(list))
	for rank, i := range order {
		ranks[i] = float64(rank)
	}
	return ranks
}

// ishigami shares the variance of Ishigami's function out to its inputs: by the
// closed form, and from samples by the estimators of Saltelli et al. (Computer
// Physics Communications 181, 2010) and, for the total, of Jansen (1999).
func ishigami(t *testing.T, c *closedCase) results {
	const a, b, n = 7, 0.1, 1 << 14
	f := func(x [3]float64) float64 {
		sin1, sin2 := math.Sin(x[0]), math.Sin(x[1])
		return sin1 + a*sin2*sin2 + b*math.Pow(x[2], 4)*sin1
	}
	if text, want := c.Text(t, "f"), "sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x iid U(-pi,pi)"; text != want {
		t.Errorf("the function is %s, not %s", text, want)
	}
	p4, p8 := math.Pow(math.Pi, 4), math.Pow(math.Pi, 8)
	variance := a*a/8. + b*p4/5 + b*b*p8/18 + 0.5
	first, second, both := 0.5*(1+b*p4/5)*(1+b*p4/5), a*a/8., 8*b*b*p8/225
	exact := results{"variance": exactly(variance)}
	for i, x := range []float64{first, second, 0} {
		exact[fmt.Sprintf("S[%d]", i)] = exactly(x / variance)
	}
	for i, x := range []float64{first + both, second, both} {
		exact[fmt.Sprintf("ST[%d]", i)] = exactly(x / variance)
	}
	c.check(t, exact)

	var share, total [3]float64
	for i := range n {
		s := streamOf("inputs", i)
		var one, other [3]float64
		for j := range one {
			one[j], other[j] = math.Pi*(2*s.Uniform()-1), math.Pi*(2*s.Uniform()-1)
		}
		for j := range one {
			mixed := one
			mixed[j] = other[j]
			share[j] += f(other) * (f(mixed) - f(one)) / n / variance
			total[j] += (f(one) - f(mixed)) * (f(one) - f(mixed)) / (2 * n) / variance
		}
	}
	for j := range share {
		if s, st := exact[fmt.Sprintf("S[%d]", j)].value, exact[fmt.Sprintf("ST[%d]", j)].value; math.Abs(share[j]-s) > 0.02 || math.Abs(total[j]-st) > 0.02 {
			t.Errorf("input %d: shares of %v and %v, want %v and %v", j, share[j], total[j], s, st)
		}
	}
	return exact
}

// exposure is a series of flights and what is known of a defect in them: hits are
// a Poisson process of the exposure, the integral of the fraction over time.
type exposure struct {
	steps    [][2]float64 // fraction, seconds
	rate     float64      // hits a second at full traffic
	detect   int          // the hit at which it is noticed
	rollback float64      // seconds from there until all users are back
}

func exposureOf(t *testing.T, c *closedCase) exposure {
	return exposure{c.Pairs(t, "steps_fraction_seconds"), c.Number("requests_per_s") * c.Number("hit_probability"), int(c.Number("detect_at_hit")), c.Number("rollback_s")}
}

// at returns the exposure by a time, which stays after the last flight.
func (e exposure) at(seconds float64) float64 {
	total := 0.0
	for _, step := range e.steps {
		total += step[0] * min(max(seconds, 0), step[1])
		seconds -= step[1]
	}
	return total
}

// when returns the time by which an exposure is reached, +Inf after the last
// flight.
func (e exposure) when(exposed float64) float64 {
	start := 0.0
	for _, step := range e.steps {
		if exposed <= step[0]*step[1] {
			return start + exposed/step[0]
		}
		exposed -= step[0] * step[1]
		start += step[1]
	}
	return math.Inf(1)
}

// formulas are by the Erlang distribution of the exposure at which it is noticed.
func (e exposure) formulas() results {
	m, r := float64(e.detect), results{}
	end, start, noticed, hits, when := 0.0, 0.0, 0.0, 0.0, 0.0
	for i, step := range e.steps {
		end += step[1]
		r[fmt.Sprintf("prob_undetected_after_step[%d]", i)] = exactly(mathext.GammaIncRegComp(m, e.rate*e.at(end)))
		for piece := range 400 { // short ones, since the density may be narrow
			from, to := start+step[1]*float64(piece*piece)/160000, start+step[1]*float64((piece+1)*(piece+1))/160000
			add := func(f func(at float64) float64) float64 {
				return quad.Fixed(func(at float64) float64 {
					hits := e.rate * e.at(at)
					logGamma, _ := math.Lgamma(m)
					return f(at) * e.rate * step[0] * math.Exp((m-1)*math.Log(hits)-hits-logGamma)
				}, from, to, 5, nil, 0)
			}
			noticed += add(func(float64) float64 { return 1 })
			when += add(func(at float64) float64 { return at })
			hits += add(func(at float64) float64 { return m + e.rate*(e.at(at+e.rollback)-e.at(at)) })
		}
		start = end
	}
	mean := e.rate * e.at(end)
	for k := 1; k < e.detect; k++ { // never noticed
		logGamma, _ := math.Lgamma(float64(k + 1))
		hits += float64(k) * math.Exp(float64(k)*math.Log(mean)-mean-logGamma)
	}
	r["exposure_fraction_seconds"] = exactly(e.at(end))
	r["expected_hits_total"] = exactly(hits)
	r["mean_detection_time_given_detected"] = exactly(when / noticed)
	return r
}

// sampled draws the exposure from hit to hit.
func (e exposure) sampled() results {
	var all, noticed, when []float64
	for i := range samples {
		s := streamOf("hits", i)
		exposed, back, hits, at := 0.0, math.Inf(1), 0, math.Inf(1)
		for {
			exposed += s.Exp(1 / e.rate)
			hit := e.when(exposed)
			if math.IsInf(hit, 1) || hit > back {
				break
			}
			if hits++; hits == e.detect {
				at, back = hit, hit+e.rollback
				noticed = append(noticed, at)
			}
		}
		all, when = append(all, float64(hits)), append(when, at)
	}
	r := results{"expected_hits_total": meanOf(all), "mean_detection_time_given_detected": meanOf(noticed)}
	end := 0.0
	for i, step := range e.steps {
		end += step[1]
		r[fmt.Sprintf("prob_undetected_after_step[%d]", i)] = shareOf(when, func(at float64) bool { return at > end })
	}
	return r
}

// toleranceLimits: how sure one can be that one of the largest is above a quantile.
func toleranceLimits(c *closedCase) results {
	n, p := int(c.Number("n")), c.Number("p")
	return results{
		"conf_max_exceeds_p95": exactly(tally.RankCoverage(n, p, 0, n)),
		"conf_second_largest":  exactly(tally.RankCoverage(n, p, 0, n-1)),
		"conf_third_largest":   exactly(tally.RankCoverage(n, p, 0, n-2)),
	}
}
