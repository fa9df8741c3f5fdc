package promotion_test

import (
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// unit is a host that keeps one asset and its release.
type unit struct {
	t       testing.TB
	m       *promotion.Model
	r       promotion.Release
	s       promotion.State
	effects promotion.Effects // of the last step
}

func (u *unit) release(events ...promotion.Event) {
	u.t.Helper()
	for _, e := range events {
		r, effects, err := u.m.StepRelease(u.r, e)
		if err != nil {
			u.t.Fatal(err)
		}
		u.r, u.effects = r, effects
	}
}

func (u *unit) asset(events ...promotion.Event) {
	u.t.Helper()
	for _, e := range events {
		r, s, effects, err := u.m.StepMember(u.r, u.s, e)
		if err != nil {
			u.t.Fatal(err)
		}
		u.r, u.s, u.effects = r, s, effects
	}
}

func (u *unit) want(phase promotion.Phase, release promotion.ReleasePhase, effects ...promotion.Effect) {
	u.t.Helper()
	if u.s.Phase != phase || u.r.Phase != release || u.effects != promotion.Do(effects...) {
		u.t.Fatalf("asset %v, release %v, effects %v; want %v, %v, %v", u.s.Phase, u.r.Phase, u.effects, phase, release, promotion.Do(effects...))
	}
}

func stage(u *unit) {
	u.t.Helper()
	u.release(promotion.Decide(1))
	u.asset(promotion.Replicate(), promotion.InSync(), promotion.Launch(), promotion.Discard(), promotion.Launch(), promotion.Stage(staging.All))
}

func TestWalkSingleStep(t *testing.T) {
	u := &unit{t: t, m: promotion.SingleStep()}
	stage(u)
	u.want(promotion.PhaseStaged, promotion.ReleaseGathering, promotion.EffectUpdateBacklog)
	u.release(promotion.Approve(), promotion.Begin())
	u.asset(promotion.Cutover(), promotion.Sever())
	u.want(promotion.PhaseSevered, promotion.ReleasePromoting, promotion.EffectSever, promotion.EffectLaunch)
	u.asset(promotion.Land())
	u.release(promotion.Route(promotion.Whole), promotion.Arrive(), promotion.Promote())
	u.asset(promotion.Promote(), promotion.Retire())
	u.want(promotion.PhaseRetired, promotion.ReleasePromoted, promotion.EffectRetire)
	if u.r.Revoked {
		t.Error("single-step revoked the adoption team's access")
	}
}

func TestWalkStaged(t *testing.T) {
	u := &unit{t: t, m: promotion.Staged()}
	stage(u)
	u.asset(promotion.Deploy(promotion.Covered))
	u.want(promotion.PhaseDeploying, promotion.ReleaseGathering, promotion.EffectSever, promotion.EffectStartSecondary, promotion.EffectDeploy)
	u.asset(promotion.Migrate(), promotion.Pass(), promotion.Redeploy())
	u.want(promotion.PhaseBacklog, promotion.ReleaseGathering, promotion.EffectStopSecondary, promotion.EffectDiscard)
	if u.s != (promotion.State{}) || u.r.Ready != 0 {
		t.Fatalf("after a redeployment: %+v, %+v", u.s, u.r)
	}
	u.asset(promotion.Replicate(), promotion.InSync(), promotion.Launch(), promotion.Stage(staging.All),
		promotion.Waive(), promotion.Deploy(promotion.Uncovered))
	u.want(promotion.PhaseDeploying, promotion.ReleaseGathering, promotion.EffectSever, promotion.EffectDeploy)
	u.asset(promotion.Migrate(), promotion.Pass())
	u.release(promotion.Approve(), promotion.Begin(), promotion.Route(promotion.Whole), promotion.Arrive())
	u.asset(promotion.Land())
	u.release(promotion.Promote())
	u.want(promotion.PhaseLanded, promotion.ReleasePromoted, promotion.EffectRevokeAccess, promotion.EffectHandOver, promotion.EffectUpdateBacklog)
	u.asset(promotion.Promote(), promotion.Retire())
}

func TestWalkFlight(t *testing.T) {
	u := &unit{t: t, m: promotion.Flight()}
	stage(u)
	u.asset(promotion.Deploy(promotion.Covered), promotion.Migrate(), promotion.Pass())
	u.release(promotion.Approve(), promotion.Begin())
	u.release(promotion.Route(promotion.Percent(5)), promotion.Configured(), promotion.Moved(), promotion.Baked())
	u.release(promotion.Route(promotion.Whole), promotion.Arrive())
	u.asset(promotion.Land())
	u.want(promotion.PhaseLanded, promotion.ReleaseArrived, promotion.EffectStopSecondary)
	u.release(promotion.Fail(), promotion.Rollback())
	u.asset(promotion.Return())
	u.want(promotion.PhaseTested, promotion.ReleaseReturning, promotion.EffectStartSecondary)
	u.release(promotion.RolledBack())
	if u.r.Effective != 0 {
		t.Fatalf("after a rollback %v of the users are on the target", u.r.Effective)
	}
	u.release(promotion.Begin(), promotion.Route(promotion.Percent(50)), promotion.Moved(), promotion.Fail(), promotion.Hold(),
		promotion.Resume(), promotion.Moved(), promotion.Fail(), promotion.FixForward(), promotion.Fixed(), promotion.Moved(), promotion.Baked(),
		promotion.Route(promotion.Whole), promotion.Arrive())
	u.asset(promotion.Land())
	u.release(promotion.Baked(), promotion.Promote())
	u.asset(promotion.Promote())
	u.want(promotion.PhasePromoted, promotion.ReleasePromoted, promotion.EffectUpdateBacklog)
	if !u.r.Revoked {
		t.Error("the adoption team still has access")
	}
}

func TestStepAllocatesNothing(t *testing.T) {
	for m := range promotion.Models() {
		var s promotion.State
		var r promotion.Release
		for name, step := range map[string]func(){
			"taken":           func() { m.Step(s, promotion.Replicate()) },
			"refused":         func() { m.Step(s, promotion.Migrate()) },
			"guarded":         func() { m.Step(promotion.State{Phase: promotion.PhaseLaunched}, promotion.Stage(0)) },
			"release taken":   func() { m.StepRelease(r, promotion.Decide(3)) },
			"release refused": func() { m.StepRelease(r, promotion.Approve()) },
			"member refused":  func() { m.StepMember(r, s, promotion.Replicate()) },
			"member taken": func() {
				m.StepMember(promotion.Release{Model: m.ID(), Members: 1}, s, promotion.Replicate())
			},
		} {
			if n := testing.AllocsPerRun(100, step); n != 0 {
				t.Errorf("%s: %s: %v allocations", m.Name(), name, n)
			}
		}
	}
}
