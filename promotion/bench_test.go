package promotion_test

import (
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

func BenchmarkStep(b *testing.B) {
	m := promotion.Staged()
	launched := promotion.State{Phase: promotion.PhaseLaunched, Sync: promotion.Sync{Link: promotion.LinkLive}}
	release := promotion.Release{Model: m.ID(), Members: 1, Phase: promotion.ReleaseGathering}
	b.Run("taken", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := m.Step(launched, promotion.Stage(staging.All)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("refused", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := m.Step(launched, promotion.Stage(0)); err == nil {
				b.Fatal("not refused")
			}
		}
	})
	b.Run("release", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := m.StepRelease(release, promotion.Admit()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("member", func(b *testing.B) {
		for b.Loop() {
			if _, _, _, err := m.StepMember(release, promotion.State{}, promotion.Replicate()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
