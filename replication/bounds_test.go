package replication_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

func TestEnvelopeRefuses(t *testing.T) {
	for _, c := range []struct {
		e replication.Envelope
		t float64
	}{
		{nil, 1}, {replication.Envelope{{Rate: -1}}, 1}, {replication.Envelope{{Rate: 1}, {Burst: math.NaN()}}, 1},
		{replication.Envelope{{Rate: 1}}, -1}, {replication.Envelope{{Rate: 1}}, math.Inf(1)},
	} {
		if most, ok := c.e.At(c.t); ok || most != 0 {
			t.Errorf("%v at %v s: %v, %v", c.e, c.t, most, ok)
		}
		if _, _, ok := c.e.Bounds(replication.Server{Rate: 2}); ok && c.t == 1 {
			t.Errorf("%v has bounds", c.e)
		}
	}
}

func TestBoundsByHand(t *testing.T) {
	type (
		envelope = replication.Envelope
		server   = replication.Server
	)
	for _, c := range []struct {
		name           string
		e              envelope
		s              server
		backlog, delay answer
	}{
		{"token bucket", envelope{{Rate: 5, Burst: 25}}, server{10, 10}, is(75), is(12.5)},
		{"with a peak rate", envelope{{Rate: 50, Burst: 1}, {Rate: 5, Burst: 200}}, server{20, 2}, is(200 + 10 - 15*(199/45.0-2)), is(2 + (1+199/45.0*30)/20)},
		{"with a peak rate below the server's", envelope{{Rate: 15, Burst: 1}, {Rate: 5, Burst: 200}}, server{20, 2}, is(31), is(2.05)},
		{"as fast as the server", envelope{{Rate: 10, Burst: 3}}, server{10, 1}, is(13), is(1.3)},
		{"faster than the server", envelope{{Rate: 11, Burst: 0}}, server{10, 1}, none, none},
		{"nothing", envelope{{}}, server{0, 5}, is(0), is(0)},
		{"a burst before nothing", envelope{{Burst: 1}}, server{0, 5}, none, none},
		{"no bound", nil, server{1, 1}, none, none},
		{"a negative latency", envelope{{Rate: 1}}, server{2, -1}, none, none},
	} {
		backlog, delay, ok := c.e.Bounds(c.s)
		if !of(backlog, ok).like(c.backlog) || !of(delay, ok).like(c.delay) {
			t.Errorf("%s: backlog %v, delay %v, %v; want %v, %v", c.name, backlog, delay, ok, c.backlog, c.delay)
		}
	}
}

func TestTandem(t *testing.T) {
	all, ok := replication.Tandem(replication.Server{Rate: 10, Latency: 1}, replication.Server{Rate: 8, Latency: 2}, replication.Server{Rate: 9, Latency: 0.5})
	if want := (replication.Server{Rate: 8, Latency: 3.5}); !ok || all != want {
		t.Errorf("tandem %+v, %v; want %+v", all, ok, want)
	}
	if _, ok := replication.Tandem(); ok {
		t.Error("a tandem of no servers")
	}
	source, ok := replication.Aggregate(replication.TokenBucket{Rate: 2, Burst: 5}, replication.TokenBucket{Rate: 1, Burst: 4})
	if !ok {
		t.Error("no bound on two sources")
	}
	if out, ok := source.After(replication.Server{Rate: 10, Latency: 3}); !ok || out != (replication.TokenBucket{Rate: 3, Burst: 18}) {
		t.Errorf("after the server %+v, %v", out, ok)
	}
	if _, ok := source.After(replication.Server{Rate: 2}); ok {
		t.Error("a bound behind a server that is too slow")
	}
	if _, ok := (replication.TokenBucket{Rate: 1e200}).After(replication.Server{Rate: 1e300, Latency: 1e200}); ok {
		t.Error("a burst beyond all numbers")
	}
}

// TestGreedySourceReachesBounds lets a source write as much as it may, at once,
// to a server that is as late and slow as it may be.
func TestGreedySourceReachesBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.Float64Range(0.1, 50)
		s := replication.Server{Rate: draw.Draw(t, "R"), Latency: draw.Draw(t, "T")}
		slow := replication.TokenBucket{Rate: s.Rate * rapid.Float64Range(0.05, 0.95).Draw(t, "share"), Burst: draw.Draw(t, "b")}
		fast := replication.TokenBucket{Rate: slow.Rate + draw.Draw(t, "p"), Burst: slow.Burst * rapid.SampledFrom([]float64{0, 0.1, 0.5, 1}).Draw(t, "M")}
		corner := (slow.Burst - fast.Burst) / (fast.Rate - slow.Rate)
		at, sum := []float64{0}, []float64{fast.Burst}
		if corner > 0 {
			at, sum = append(at, corner), append(sum, slow.Burst+slow.Rate*corner)
		}
		written := curve(t, at, sum, slow.Rate)
		arrived := replication.Carry(written, curve(t, []float64{0, s.Latency}, []float64{0, 0}, s.Rate))

		backlog, delay, ok := replication.Envelope{slow, fast}.Bounds(s)
		peak, exists := replication.PeakBacklog(written, arrived)
		if !ok || !exists || math.Abs(peak-backlog) > 1e-9*backlog {
			t.Errorf("backlog %v, %v; bound %v, %v", peak, exists, backlog, ok)
		}
		longest := 0.0
		for part := range replication.Lags(written, arrived, 1e4) {
			longest = max(longest, part.From, part.To)
		}
		// A burst at once is of one age, so the lag can be less than the delay
		// of its last byte, but never more.
		if longest > delay*(1+1e-7) || fast.Burst == 0 && longest < delay*(1-1e-7) {
			t.Errorf("lag %v, bound on the delay %v", longest, delay)
		}
	})
}
