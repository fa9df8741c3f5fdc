package trace_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/staging"
)

// walk returns the log of a random life of a release with n assets, with all
// members in it until it is promoted or abandoned, or 200 events have happened.
func walk(m *promotion.Model, n int, rng *rand.Rand) []trace.Record {
	var log []trace.Record
	var r promotion.Release
	states := make([]promotion.State, n)
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	note := func(asset string, e promotion.Event) {
		at = at.Add(time.Minute)
		log = append(log, trace.Record{Line: len(log) + 1, At: at, Release: "retail", Asset: asset, Event: e})
	}
	r, _, _ = m.StepRelease(r, promotion.Decide(uint32(n)))
	note("", promotion.Decide(uint32(n)))
	for tries := 0; len(log) < 200 && tries < 20_000; tries++ {
		if rng.IntN(4) == 0 {
			e := pick(rng, m.ReleaseEvents())
			if follows(e.Kind) || e.Kind == promotion.KindDecide || e.Kind == promotion.KindAbandon && rng.IntN(50) > 0 {
				continue
			}
			if next, _, err := m.StepRelease(r, e); err == nil {
				r = next
				note("", e)
			}
			continue
		}
		i := rng.IntN(n)
		e := pick(rng, m.Events())
		if rare := e.Kind == promotion.KindAbandon || e.Kind == promotion.KindRedeploy || e.Kind == promotion.KindDiscard; rare && rng.IntN(30) > 0 {
			continue
		}
		if unit, next, _, err := m.StepMember(r, states[i], e); err == nil {
			r, states[i] = unit, next
			note(fmt.Sprintf("db-%02d", i), e)
		}
	}
	return log
}

// follows reports whether a release event only comes with one of an asset.
func follows(k promotion.Kind) bool {
	switch k {
	case promotion.KindStart, promotion.KindAdmit, promotion.KindWithdraw, promotion.KindLeave, promotion.KindLand, promotion.KindReturn:
		return true
	}
	return false
}

func pick(rng *rand.Rand, events iter.Seq[promotion.Event]) promotion.Event {
	var chosen promotion.Event
	seen := 0
	for e := range events {
		if seen++; rng.IntN(seen) == 0 {
			chosen = e
		}
	}
	return chosen
}

// straight returns the events of a staged asset's life without detours.
func straight() []promotion.Event {
	return []promotion.Event{promotion.Replicate(), promotion.InSync(), promotion.Launch(), promotion.Stage(staging.All),
		promotion.Deploy(promotion.Covered), promotion.Migrate(), promotion.Pass()}
}

// minute is a time some minutes after the beginning of a log.
func minute(i int) time.Time { return time.Date(2026, 1, 5, 9, i, 0, 0, time.UTC) }

// records yields a log as if it had been read.
func records(log []trace.Record) iter.Seq2[trace.Record, error] {
	return func(yield func(trace.Record, error) bool) {
		for _, r := range log {
			if !yield(r, nil) {
				return
			}
		}
	}
}
