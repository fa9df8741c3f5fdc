package simulate_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// chances is an estate of one workload of 1000 users and one small asset.
func chances() *simulate.Scenario {
	return &simulate.Scenario{
		Landfall: 1,
		Network:  simulate.Network{Links: []simulate.Link{{Name: "wan", Capacity: new(simulate.Gbps)}}},
		Sites:    []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
		Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{{
			Name: "shop", Users: new(1000.0), Assets: []simulate.Asset{{Name: "db", Used: new(simulate.Const(simulate.GB))}},
		}}}},
	}
}

// sample runs replications and returns one number of each.
func sample(t *testing.T, s *simulate.Scenario, model simulate.ModelName, n int, value func(*simulate.Outcome) float64) []float64 {
	t.Helper()
	if testing.Short() {
		n /= 4
	}
	plan, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	list := make([]float64, n)
	for i := range list {
		o := plan.Replicate(model, 7, i)
		if !o.Finished {
			t.Fatalf("replication %d did not finish: %v", i, o.Unfinished)
		}
		list[i] = value(o)
	}
	return list
}

// checkMean is a z-test of a mean against the one that theory gives, with the
// variance that theory gives.
func checkMean(t *testing.T, what string, sample []float64, mean, variance float64) {
	t.Helper()
	sum := 0.0
	for _, v := range sample {
		sum += v
	}
	n := float64(len(sample))
	if z := (sum/n - mean) / math.Sqrt(variance/n); !(math.Abs(z) <= 4) {
		t.Errorf("%s: mean %v, theory says %v: z = %.1f", what, sum/n, mean, z)
	}
}

func incidents(o *simulate.Outcome) float64 { return o.Portfolio.Incidents }

func noRollback(o *simulate.Outcome) float64 {
	if o.Portfolio.Rollbacks == 0 {
		return 1
	}
	return 0
}

// TestIncidentsArePoisson: mean, variance and zeros of what nobody looks for.
func TestIncidentsArePoisson(t *testing.T) {
	const lambda = 1.7
	s := chances()
	s.Defects.PerWorkload = new(lambda)
	counts := sample(t, s, simulate.Staged, 8000, incidents)
	checkMean(t, "incidents", counts, lambda, lambda)
	squares, zeros := make([]float64, len(counts)), make([]float64, len(counts))
	for i, c := range counts {
		squares[i] = (c - lambda) * (c - lambda)
		if c == 0 {
			zeros[i] = 1
		}
	}
	// The fourth central moment of a Poisson variable is λ + 3λ².
	checkMean(t, "variance of incidents", squares, lambda, lambda+3*lambda*lambda-lambda*lambda)
	none := math.Exp(-lambda)
	checkMean(t, "replications without incident", zeros, none, none*(1-none))
}

// TestAffectedIsACompoundPoisson: each incident costs all users its mitigation.
func TestAffectedIsACompoundPoisson(t *testing.T) {
	const lambda, hours = 1.3, 2.5
	s := chances()
	s.Defects.PerWorkload = new(lambda)
	s.Defects.Mitigate = new(simulate.ExponentialDist(simulate.Duration(hours) * simulate.Hour))
	affected := sample(t, s, simulate.SingleStep, 8000, func(o *simulate.Outcome) float64 { return o.Portfolio.Affected })
	// Var = λ·E[X²], and E[X²] = 2·mean² for an exponential X.
	checkMean(t, "affected user-hours", affected, 1000*lambda*hours, 1e6*lambda*2*hours*hours)
}

// TestTestsThinDefects: a defect is left with probability (1 − p)(1 − q).
func TestTestsThinDefects(t *testing.T) {
	const lambda, performance, business, automated = 3.0, 0.4, 0.7, 0.55
	s := chances()
	s.Defects.PerWorkload = new(lambda)
	s.Tests.Performance.Finds, s.Tests.Business.Finds = new(simulate.Share(performance)), new(simulate.Share(business))
	s.Tests.Automated.Finds = new(simulate.Share(automated))
	for model, left := range map[simulate.ModelName]float64{
		simulate.SingleStep: 1, simulate.Staged: (1 - performance) * (1 - business), simulate.Flight: 1 - automated,
	} {
		checkMean(t, "incidents under "+string(model), sample(t, s, model, 5000, incidents), lambda*left, lambda*left)
	}
}

// TestFixesTakeTheirTime: one after the other, in the slot of the team that tests.
func TestFixesTakeTheirTime(t *testing.T) {
	const lambda, finds, fix = 2.5, 0.6, 3.0
	s := chances()
	s.Defects = simulate.Defects{PerWorkload: new(lambda), Fix: new(simulate.Const(simulate.Duration(fix) * simulate.Hour))}
	s.Tests.Business = simulate.Test{Takes: new(simulate.Const(simulate.Hour)), Finds: new(simulate.Share(finds))}
	hours := sample(t, s, simulate.Staged, 4000, func(o *simulate.Outcome) float64 { return o.Teams[2].Effort })
	checkMean(t, "hours of the business team", hours, 1+lambda*finds*fix, lambda*finds*fix*fix)
}

// TestSandboxTestsUntilNoneIsFound: the mean number of defects left follows from
// the recursion over what one round finds.
func TestSandboxTestsUntilNoneIsFound(t *testing.T) {
	const lambda, finds, most = 2.0, 0.6, 40
	left, rounds := make([]float64, most), make([]float64, most)
	mean, squares, tests, poisson := 0.0, 0.0, 0.0, math.Exp(-lambda)
	second := make([]float64, most)
	for n := range most {
		binomial := math.Pow(1-finds, float64(n)) // of finding none
		left[n], second[n], rounds[n] = binomial*float64(n), binomial*float64(n*n), 1
		for k := 1; k <= n; k++ {
			binomial *= float64(n-k+1) / float64(k) * finds / (1 - finds)
			left[n] += binomial * left[n-k]
			second[n] += binomial * second[n-k]
			rounds[n] += binomial * rounds[n-k]
		}
		mean += poisson * left[n]
		squares += poisson * second[n]
		tests += poisson * rounds[n]
		poisson *= lambda / float64(n+1)
	}
	s := chances()
	s.Defects.PerWorkload = new(lambda)
	s.Tests.Sandbox = simulate.Test{Takes: new(simulate.Const(simulate.Hour)), Finds: new(simulate.Share(finds))}
	checkMean(t, "defects left", sample(t, s, simulate.SingleStep, 6000, incidents), mean, squares-mean*mean)
	hours := sample(t, s, simulate.SingleStep, 6000, func(o *simulate.Outcome) float64 { return o.Teams[0].Effort })
	checkMean(t, "hours of sandbox tests", hours, tests, tests*tests) // the spread is below the mean
}

// TestNoRollback: with Poisson(λ) defects that surface after an exponential time
// with mean μ at full traffic, no flight fails with probability
// exp(−λ·(1 − exp(−E/μ))), where E = Σ share·bake is the load that the flights see.
func TestNoRollback(t *testing.T) {
	const lambda, surface = 1.5, 2.0 // days
	for _, flights := range [][][2]float64{
		{{1, 0.5}}, {{1, 2}}, {{1, 6}}, {{0.25, 4}, {1, 0}}, {{0.05, 1}, {0.25, 2}, {1, 2}},
	} {
		s := chances()
		s.Defects.PerWorkload, s.Defects.Surface = new(lambda), new(surface*simulate.Day)
		load := 0.0
		for _, f := range flights {
			bake := simulate.Const(simulate.Duration(f[1]) * simulate.Day)
			s.Promotion.Flights = append(s.Promotion.Flights, simulate.FlightStep{Share: simulate.Share(f[0]), Bake: &bake})
			load += f[0] * f[1]
		}
		p := math.Exp(-lambda * (1 - math.Exp(-load/surface)))
		checkMean(t, fmt.Sprint("no rollback of flights ", flights), sample(t, s, simulate.Flight, 4000, noRollback), p, p*(1-p))
	}
}

// TestRollbacksAndIncidentsAreAllDefects: what fails in a flight is a rollback,
// what is left an incident, and each defect is one of the two.
func TestRollbacksAndIncidentsAreAllDefects(t *testing.T) {
	const lambda = 2.2
	s := chances()
	s.Defects.PerWorkload, s.Defects.Surface = new(lambda), new(simulate.Day)
	s.Promotion.Flights = []simulate.FlightStep{{Share: 0.5, Bake: new(simulate.Const(simulate.Day))}, {Share: 1}}
	all := sample(t, s, simulate.Flight, 5000, func(o *simulate.Outcome) float64 { return o.Portfolio.Rollbacks + o.Portfolio.Incidents })
	checkMean(t, "rollbacks and incidents", all, lambda, lambda)
}

// TestRedeployments: a workload goes back with probability
// 1 − exp(−λ·finds·redeploy) after its only test; the second time around the
// test finds what it missed with the same power.
func TestRedeployments(t *testing.T) {
	const lambda, finds, redeploy = 1.2, 0.8, 0.5
	s := chances()
	s.Defects = simulate.Defects{PerWorkload: new(lambda), Redeploy: new(simulate.Share(redeploy))}
	s.Tests.Performance.Finds = new(simulate.Share(finds))
	back := sample(t, s, simulate.Staged, 6000, func(o *simulate.Outcome) float64 {
		return min(1, o.Portfolio.Reseeds)
	})
	p := 1 - math.Exp(-lambda*finds*redeploy)
	checkMean(t, "workloads that go back", back, p, p*(1-p))
}

// TestDurationsHaveTheirMeans: a duration that varies is what its distribution
// says, drawn anew for each replication.
func TestDurationsHaveTheirMeans(t *testing.T) {
	const z90 = 1.2815515655446004 // the standard normal's 90th percentile
	sigma := math.Log(3) / z90
	lognormal := 10 * math.Exp(sigma*sigma/2)
	for name, c := range map[string]struct {
		dist           simulate.Dist[simulate.Duration]
		mean, variance float64
	}{
		"exponential": {simulate.ExponentialDist[simulate.Duration](50), 50, 2500},
		"uniform":     {simulate.UniformDist[simulate.Duration](10, 40), 25, 30 * 30 / 12.0},
		"triangular":  {simulate.TriangularDist[simulate.Duration](0, 30, 120), 50, (120*120 + 30*30 - 120*30) / 18.0},
		"pert":        {simulate.PERTDist[simulate.Duration](0, 30, 120), 40, 40 * 80 / 7.0},
		"normal":      {simulate.NormalDist[simulate.Duration](100, 5), 100, 25},
		"lognormal":   {simulate.LognormalDist[simulate.Duration](10, 30), lognormal, lognormal * lognormal * (math.Exp(sigma*sigma) - 1)},
		"empirical":   {simulate.EmpiricalDist[simulate.Duration](1, 2, 6), 3, 14 / 3.0},
	} {
		s := chances()
		s.Portfolio[0].Workloads[0].Assets[0].Used = new(simulate.Const(simulate.Bytes(0)))
		s.Promotion.Approval = &c.dist
		took := sample(t, s, simulate.Staged, 4000, func(o *simulate.Outcome) float64 { return o.Portfolio.Duration })
		checkMean(t, name, took, c.mean, c.variance)
	}
}

// TestQueueOfOnePerson: the last of n jobs ends after the sum of all.
func TestQueueOfOnePerson(t *testing.T) {
	s := chances()
	s.Teams.Adoption.Size = new(1)
	s.Work.Remediate = new(simulate.ExponentialDist(simulate.Hour))
	w := s.Portfolio[0].Workloads[0]
	for i := range 4 {
		w.Name = fmt.Sprint("w", i)
		w.Assets = []simulate.Asset{{Name: fmt.Sprint("a", i), Used: new(simulate.Const(simulate.Bytes(0)))}}
		s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, w)
	}
	s.Portfolio[0].Workloads = s.Portfolio[0].Workloads[1:]
	took := sample(t, s, simulate.SingleStep, 3000, func(o *simulate.Outcome) float64 { return o.Portfolio.Duration / 3600 })
	checkMean(t, "the last of four jobs", took, 4, 4)
	s.Teams.Adoption.Size = nil
	took = sample(t, s, simulate.SingleStep, 3000, func(o *simulate.Outcome) float64 { return o.Portfolio.Duration / 3600 })
	// The maximum of n exponentials has mean Σ 1/i and variance Σ 1/i².
	checkMean(t, "the longest of four jobs", took, 1+1/2.0+1/3.0+1/4.0, 1+1/4.0+1/9.0+1/16.0)
}
