package simulate_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// goingBack is an estate whose flights fail: a share of the users for ten hours,
// then all for a hundred days, with three defects on average that show within
// a day of full traffic.
func goingBack(share simulate.Share) *simulate.Scenario {
	s := chances()
	s.Defects = simulate.Defects{PerWorkload: new(3.0), Surface: new(simulate.Day)}
	s.Promotion.Flights = []simulate.FlightStep{
		{Share: share, Bake: new(simulate.Const(10 * simulate.Hour))},
		{Share: 1, Bake: new(simulate.Const(100 * simulate.Day))},
	}
	a := &s.Portfolio[0].Workloads[0].Assets[0]
	a.Used, a.Churn, a.Stateful = new(simulate.Const(simulate.Bytes(0))), new(simulate.Const(simulate.MB.Per(simulate.Second))), true
	return s
}

// failures runs some replications and returns those that went back.
func failures(t *testing.T, s *simulate.Scenario) []*simulate.Outcome {
	t.Helper()
	plan, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	var list []*simulate.Outcome
	for i := range 60 {
		if o := plan.Replicate(simulate.Flight, 3, i); o.Finished && o.Portfolio.Rollbacks > 0 {
			list = append(list, o)
		}
	}
	if len(list) < 40 {
		t.Fatalf("%d of 60 replications go back: too few to tell", len(list))
	}
	return list
}

// TestFlightsStartAgainFromTheFirst: with next to nobody in the first flight every
// failure is in the second, so each attempt spends ten hours that no load shows.
func TestFlightsStartAgainFromTheFirst(t *testing.T) {
	for _, o := range failures(t, goingBack(1e-9)) {
		within(t, "hours", o.Portfolio.Duration/3600, 10*(o.Portfolio.Rollbacks+1)+o.Portfolio.ObservedLoad, 1e-9)
	}
}

// TestRollbackLosesWhatWasWrittenOnTheTarget: the load seen on the target, but for
// that of the attempt that holds, was written there for nothing.
func TestRollbackLosesWhatWasWrittenOnTheTarget(t *testing.T) {
	s := goingBack(0.3)
	s.Secondary = &simulate.Secondary{}
	for _, o := range failures(t, s) {
		lost := (o.Portfolio.ObservedLoad - 0.3*10 - 2400) * 3600 * 1e6
		within(t, "bytes", o.Portfolio.RollbackBytes, lost, 1e-6)
		within(t, "all bytes", o.Portfolio.LossBytes, lost, 1e-6)
		if o.Portfolio.LossWindow != 0 {
			t.Errorf("a rollback opened a window of %v s", o.Portfolio.LossWindow)
		}
	}
}

// TestReverseReplicationSavesThem, where the link has room.
func TestReverseReplicationSavesThem(t *testing.T) {
	s := goingBack(0.3)
	s.Secondary = &simulate.Secondary{Wire: new(0.5), Reverse: true}
	for _, o := range failures(t, s) {
		if o.Portfolio.RollbackBytes != 0 || o.Portfolio.LossBytes != 0 {
			t.Errorf("%v bytes lost, %v of them to rollbacks", o.Portfolio.LossBytes, o.Portfolio.RollbackBytes)
		}
		within(t, "bytes back", o.Links[0].Bytes.Reverse, 0.5e6*3600*o.Portfolio.ObservedLoad, 1e-6)
	}
}

// TestFailuresCostTheirFlightOnly: who is on the target waits for the way back,
// and nobody else.
func TestFailuresCostTheirFlightOnly(t *testing.T) {
	s := goingBack(0.02)
	s.Defects.Surface = new(simulate.Second) // in the first flight, always
	s.Promotion.Route = new(simulate.Const(45 * simulate.Minute))
	s.Promotion.Quiesce = new(false)
	s.Defects.Fix = new(simulate.Const(7 * simulate.Hour))
	for _, o := range failures(t, s) {
		n := o.Portfolio.Rollbacks
		within(t, "affected", o.Portfolio.Affected, n*1000*0.02*0.75, 1e-9)
		within(t, "effort", o.Teams[1].Effort, 7*n, 1e-9)
		// There and back, the fix, and some minutes until 2 % of the users notice.
		least := n*(1.5+7) + 1.5 + 10 + 2400
		if hours := o.Portfolio.Duration / 3600; !(hours >= least && hours < least+n*0.25) {
			t.Errorf("%v rollbacks take %v h in all, want a little more than %v h", n, hours, least)
		}
	}
}

// TestDowntimeCountsAllAttempts: the 100 % flight quiesces each time it begins.
func TestDowntimeCountsAllAttempts(t *testing.T) {
	s := goingBack(1e-9)
	s.Promotion.Route = new(simulate.Const(simulate.Hour))
	for _, o := range failures(t, s) {
		if got, want := o.Portfolio.Downtime, 3600*(1+o.Portfolio.Rollbacks); math.Abs(got-want) > 1e-6 {
			t.Errorf("%v rollbacks: downtime %v s, want %v s", o.Portfolio.Rollbacks, got, want)
		}
	}
}

// TestFailureWhileTheLastFlightBegins: users of the source are cut off when the
// 100 % flight begins. If a defect shows before all are on the target, they stay
// cut off until all are back. Half of the users are there for ten hours of bake
// and then while the last writes drain (which an outage keeps from ending) or
// while the rest is routed.
func TestFailureWhileTheLastFlightBegins(t *testing.T) {
	for _, c := range []struct {
		name   string
		route  float64 // hours
		outage bool
	}{{"draining", 1, true}, {"routing", 20, false}} {
		s := goingBack(0.5)
		s.Secondary = &simulate.Secondary{}
		s.Promotion.Flights[1].Bake = nil
		s.Promotion.Route = new(simulate.Const(simulate.Duration(c.route) * simulate.Hour))
		s.Defects.PerWorkload, s.Defects.Fix = new(2.0), new(simulate.Const(500*simulate.Hour))
		if c.outage {
			s.Network.Links[0].Steps = []simulate.CapacityStep{{At: simulate.After(5 * simulate.Hour)}, {At: simulate.After(100 * simulate.Hour), Capacity: simulate.Gbps}}
		}
		late := 0
		for _, o := range failures(t, s) {
			// The attempt that holds shows 10 h of bake, and its route, at half load.
			load := o.Portfolio.ObservedLoad - (10+c.route)/2
			shown := 2*load - c.route // hours of the failed attempt, less its way back
			if o.Portfolio.Rollbacks != 1 {
				continue
			}
			want := c.route
			if shown > 10 {
				late++
				want += shown - 10 + c.route
			}
			within(t, c.name+": downtime", o.Portfolio.Downtime/3600, want, 1e-9)
			within(t, c.name+": duration", o.Portfolio.Duration/3600, 2*c.route+shown+500+10+2*c.route, 1e-9)
			// All that was written on the source has been carried over.
			source := o.Portfolio.Duration/3600 - o.Portfolio.ObservedLoad - 0.5*o.Portfolio.Downtime/3600
			within(t, c.name+": bytes over", o.Links[0].Bytes.Secondary+o.Links[0].Bytes.Final, source*3600e6, 1e-9)
			within(t, c.name+": bytes lost", o.Portfolio.LossBytes, load*3600e6, 1e-9)
		}
		if late < 5 {
			t.Errorf("%s: %d failures in the last flight, too few to tell", c.name, late)
		}
	}
}
