package simulate

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// These tests need no oracle: they change an estate in a way whose effect is
// known and compare the outcomes.

// outcomeOf runs the first replication of a scenario.
func outcomeOf(t rapid.TB, s *Scenario, model ModelName) *Outcome {
	t.Helper()
	plan, err := Compile(s)
	if err != nil {
		t.Fatalf("the estate is not valid: %v", err)
	}
	return plan.Replicate(model, 1, 0)
}

// nearly allows for sums that were added up in other parts.
var nearly = cmp.Options{sameNumbers, cmpopts.EquateApprox(1e-9, 1e-9)}

// about compares outcomes but for the rounding of sums and of nanoseconds.
var about = cmp.Options{sameNumbers, cmpopts.EquateApprox(1e-6, 1e-3)}

func sameOutcome(t rapid.TB, got, want *Outcome, options ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, options...); diff != "" {
		t.Fatalf("outcomes differ (-want +got):\n%s", diff)
	}
}

// TestStagedIsAFlightOfOneStep: a single flight of 100 % without a bake is a
// staged promotion, where the tests take nothing and find nothing. That it
// would replicate back for no time changes nothing.
func TestStagedIsAFlightOfOneStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{effortless: true, unpinned: true}).Draw(t, "estate")
		s.Promotion.Flights = nil
		staged, flight := outcomeOf(t, s, Staged), outcomeOf(t, s, Flight)
		flight.Model = Staged
		sameOutcome(t, flight, staged, nearly)
	})
}

// TestSplittingABake: two flights at the same share, each with half of the bake,
// are one flight, if routing nobody takes no time and no change window or freeze
// comes between them.
func TestSplittingABake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{unpinned: true}).Draw(t, "estate")
		share := Share(rapid.IntRange(1, 99).Draw(t, "percent")) * Percent
		half := Duration(rapid.IntRange(0, 50).Draw(t, "half")) * Hour
		s.Promotion.Windows, s.Promotion.Freezes, s.Promotion.Route = nil, nil, nil
		last := FlightStep{1, new(Const(5 * Hour))}
		s.Promotion.Flights = []FlightStep{{share, new(Const(2 * half))}, last}
		whole := outcomeOf(t, s, Flight)
		s.Promotion.Flights = []FlightStep{{share, new(Const(half))}, {share, new(Const(half))}, last}
		sameOutcome(t, outcomeOf(t, s, Flight), whole, about)
	})
}

// TestBandwidthNeverDelaysTheLastSeed, in an estate of one link and equal assets
// that wait for the link and for the tool's limits only. Where teams or windows
// have a say, less waiting for one can mean more for another; in cycle mode a
// promotion can meet a cycle that it would have missed. Nothing is written,
// since seeds that end sooner can share the link with more of the assets whose
// writes are carried for a fixed time, until they are promoted.
func TestBandwidthNeverDelaysTheLastSeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{oneLink: true, unpinned: true, noSchedules: true, effortless: true}).Draw(t, "estate")
		model := rapid.SampledFrom([]ModelName{SingleStep, Staged, Flight}).Draw(t, "model")
		s.Tool.Mode = Continuous
		s.Teams, s.Work, s.Tests, s.Backlog.WIP, s.Horizon = Teams{}, Work{}, Tests{}, nil, new(200*Day)
		s.Promotion.Windows, s.Promotion.Freezes = nil, nil
		link, first := &s.Network.Links[0], s.Portfolio[0].Workloads[0].Assets[0]
		link.Steps, link.Limit = nil, nil
		for a := range assetsIn(s) {
			name := a.Name
			*a = first
			a.Name, a.Churn = name, new(Const(ByteRate(0)))
		}
		for i := range s.Portfolio {
			for j := range s.Portfolio[i].Workloads {
				w := &s.Portfolio[i].Workloads[j]
				w.Assets, w.After = w.Assets[:1], nil
			}
		}
		before := lastSeed(outcomeOf(t, s, model))
		*link.Capacity += BitRate(rapid.IntRange(1, 500).Draw(t, "more")) * Mbps
		if after := lastSeed(outcomeOf(t, s, model)); after > before+1e-6 {
			t.Fatalf("with more bandwidth the last seed ends at %v s, not at %v s", after, before)
		}
	})
}

// assetsIn yields the assets of a scenario, to be changed.
func assetsIn(s *Scenario) func(func(*Asset) bool) {
	return func(yield func(*Asset) bool) {
		for i := range s.Portfolio {
			for j := range s.Portfolio[i].Workloads {
				for k := range s.Portfolio[i].Workloads[j].Assets {
					if !yield(&s.Portfolio[i].Workloads[j].Assets[k]) {
						return
					}
				}
			}
		}
	}
}

// lastSeed is when the last asset was seeded, infinite if not all were.
func lastSeed(o *Outcome) float64 {
	if !o.Finished {
		return math.Inf(1)
	}
	last := 0.0
	for _, w := range o.Workloads {
		for _, a := range w.Assets {
			last = max(last, a.Seeded)
		}
	}
	return last
}

// TestCoverageNeverAddsToLosses. A secondary takes bandwidth: from the seeds of
// others, which can keep what stays uncovered waiting longer, and from the
// secondaries of others. So the law is one of sums, and holds where nobody is
// delayed and all share the same link: for one workload on one link. An asset's
// own secondary never adds to its own loss, on any network.
func TestCoverageNeverAddsToLosses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alone := rapid.Bool().Draw(t, "change one asset")
		s := anyEstate(estateKind{workloads: 1, unpinned: true, oneLink: !alone}).Draw(t, "estate")
		model := rapid.SampledFrom([]ModelName{SingleStep, Staged, Flight}).Draw(t, "model")
		s.Secondary = &Secondary{Wire: new(rapid.Float64Range(0.1, 2).Draw(t, "secondary wire"))}
		assets := s.Portfolio[0].Workloads[0].Assets
		for i := range assets {
			assets[i].Secondary = new(alone || rapid.Bool().Draw(t, "covered"))
		}
		assets[0].Secondary = new(false)
		bare := outcomeOf(t, s, model)
		assets[0].Secondary = new(true)
		covered := outcomeOf(t, s, model)
		if !covered.Finished || !bare.Finished {
			return
		}
		got, most := covered.Portfolio.LossBytes, bare.Portfolio.LossBytes
		if alone {
			got, most = covered.Workloads[0].Assets[0].LossBytes, bare.Workloads[0].Assets[0].LossBytes
		}
		if got > most*(1+1e-9)+1 {
			t.Fatalf("%v bytes are lost with one more asset covered, %v without", got, most)
		}
	})
}

// TestPropagationMovesExposure: how long a routing change spreads matters for
// the last flight only. Attempts that are rolled back before it cost the same.
func TestPropagationMovesExposure(t *testing.T) {
	s := flightsThatFail()
	plan := func(propagation Duration) *Plan {
		s.Promotion.Propagation = new(propagation)
		p, err := Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	quick, slow := plan(0), plan(4*Hour)
	failed := 0
	for replication := range 40 {
		a, b := quick.Replicate(Flight, 1, replication), slow.Replicate(Flight, 1, replication)
		if a.Portfolio.Rollbacks > 0 {
			failed++
		}
		// 60 % of 1000 users, fenced for 2 h on average.
		if more := b.Portfolio.Affected - a.Portfolio.Affected; math.Abs(more-1200) > 1e-6 {
			t.Errorf("replication %d: %v user-hours more, want 1200", replication, more)
		}
		b.Portfolio.Affected, b.Workloads[0].Affected = a.Portfolio.Affected, a.Workloads[0].Affected
		sameOutcome(t, b, a, nearly)
	}
	if failed < 20 {
		t.Errorf("%d of 40 replications roll back: too few to tell", failed)
	}
}

// flightsThatFail is an estate of one workload whose defects surface in the
// first of two flights.
func flightsThatFail() *Scenario {
	s := smallScenario()
	s.Secondary = &Secondary{Reverse: true}
	s.Promotion.Route = new(Const(30 * Minute))
	s.Promotion.Flights = []FlightStep{{0.4, new(Const(20 * Day))}, {Share: 1}}
	s.Defects = Defects{PerWorkload: new(2.0), Surface: new(Hour), Fix: new(ExponentialDist(5 * Hour)), Mitigate: new(Const(Hour))}
	s.Portfolio = s.Portfolio[1:]
	w := &s.Portfolio[0].Workloads[0]
	w.Users = new(1000.0)
	w.Assets[0].Churn = new(Const(ByteRate(1e6)))
	return s
}

// TestNamesDoNotMatter: without randomness other names give the same outcome.
func TestNamesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{}).Draw(t, "estate")
		model := rapid.SampledFrom([]ModelName{SingleStep, Staged, Flight}).Draw(t, "model")
		want := outcomeOf(t, s, model)
		names := renamed(s)
		got := outcomeOf(t, s, model)
		for i := range got.Unfinished {
			got.Unfinished[i].Workload = names[got.Unfinished[i].Workload]
		}
		sameOutcome(t, got, want, nearly)
	})
}

// renamed gives everything names that sort the other way round, and returns
// the old names of workloads by the new ones.
func renamed(s *Scenario) map[string]string {
	other := func(name string) string {
		b := []byte(name)
		for i := range b {
			b[i] = 'z' - b[i]%26
		}
		return string(b) + "/" + name
	}
	for i := range s.Network.Links {
		s.Network.Links[i].Name = other(s.Network.Links[i].Name)
	}
	for i := range s.Sites {
		s.Sites[i].Name = other(s.Sites[i].Name)
		for j := range s.Sites[i].Route {
			s.Sites[i].Route[j] = other(s.Sites[i].Route[j])
		}
	}
	for a := range assetsIn(s) {
		a.Name, a.Site = other(a.Name), other(a.Site)
	}
	old := map[string]string{}
	for i := range s.Portfolio {
		s.Portfolio[i].Name = other(s.Portfolio[i].Name)
		for j := range s.Portfolio[i].Workloads {
			w := &s.Portfolio[i].Workloads[j]
			old[other(w.Name)] = w.Name
			w.Name = other(w.Name)
			for k := range w.After {
				w.After[k] = other(w.After[k])
			}
		}
	}
	return old
}

// TestOrderOfTheNetworkDoesNotMatter: links, sites and routes written in
// another order give the same outcome, with the links in that order.
func TestOrderOfTheNetworkDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{}).Draw(t, "estate")
		want := outcomeOf(t, s, Staged)
		slices.Reverse(s.Network.Links)
		slices.Reverse(s.Sites)
		for i := range s.Sites {
			slices.Reverse(s.Sites[i].Route)
		}
		got := outcomeOf(t, s, Staged)
		slices.Reverse(got.Links)
		sameOutcome(t, got, want, about)
	})
}

// TestScaleDoesNotMatter: bytes and rates in a unit half as large are twice the
// number; that is exact in floating point, so times are the same to the bit.
func TestScaleDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{}).Draw(t, "estate")
		model := rapid.SampledFrom([]ModelName{SingleStep, Staged, Flight}).Draw(t, "model")
		want := outcomeOf(t, s, model)
		scaleBytes(s, 4)
		got := outcomeOf(t, s, model)
		unscale(got, 4)
		sameOutcome(t, got, want, nearly)
	})
}

func scaleBytes(s *Scenario, by float64) {
	for i := range s.Network.Links {
		l := &s.Network.Links[i]
		*l.Capacity *= BitRate(by)
		if l.Limit != nil {
			l.Limit = new(*l.Limit * BitRate(by))
		}
		for j := range l.Steps {
			l.Steps[j].Capacity *= BitRate(by)
		}
		for j := range l.Throttle {
			l.Throttle[j].Limit *= BitRate(by)
		}
		if l.Production != nil {
			l.Production.Demand = Const(l.Production.Demand.Quantile(0.5) * BitRate(by))
		}
	}
	if s.Tool.AssetLimit != nil {
		s.Tool.AssetLimit = new(*s.Tool.AssetLimit * BitRate(by))
	}
	for a := range assetsIn(s) {
		a.Used = new(Const(a.Used.Quantile(0.5) * Bytes(by)))
		a.Churn = new(Const(a.Churn.Quantile(0.5) * ByteRate(by)))
		if a.WorkingSet != nil {
			a.WorkingSet = new(*a.WorkingSet * Bytes(by))
		}
	}
}

// unscale divides every amount and rate of an outcome.
func unscale(o *Outcome, by float64) {
	divide := func(values ...*float64) {
		for _, v := range values {
			*v /= by
		}
	}
	p := &o.Portfolio
	divide(&p.LossBytes, &p.StrayBytes, &p.RollbackBytes, &p.Transfer)
	for i := range o.Links {
		l := &o.Links[i]
		divide(&l.Mean, &l.P95, &l.Peak, &l.Shortfall, &l.Bytes.Seed, &l.Bytes.Sync, &l.Bytes.Final, &l.Bytes.Secondary, &l.Bytes.Reverse)
	}
	for i := range o.Workloads {
		w := &o.Workloads[i]
		divide(&w.LossBytes, &w.StrayBytes, &w.RollbackBytes)
		for j := range w.Assets {
			divide(&w.Assets[j].LossBytes)
		}
	}
}
