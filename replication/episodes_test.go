package replication_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

// observed is what the curves say about a replica up to a moment.
type observed struct{ backlog, lag, area, busy float64 }

func observe(written, path replication.Curve, until float64) observed {
	arrived := replication.Carry(written, path)
	var o observed
	o.backlog, _ = replication.PeakBacklog(written, arrived)
	for s := range replication.Lags(written, arrived, until) {
		o.lag = max(o.lag, s.From, s.To)
		o.area += s.Length * (s.From + s.To) / 2
		if s.From > 0 || s.To > 0 {
			o.busy += s.Length
		}
	}
	return o
}

func about(a, b float64) bool { return math.Abs(a-b) <= 1e-7*(1+math.Abs(b)) }

func TestOutageByHand(t *testing.T) {
	got, ok := replication.Outage{Write: 4, Link: 10, Length: 60}.Effect()
	if want := (replication.Lull{PeakBacklog: 240, PeakLag: 60, PeakLagAt: 60, CatchUp: 40, LagSum: 3000}); !ok || got != want {
		t.Errorf("%+v, %v; want %+v", got, ok, want)
	}
	for objective, want := range map[float64]answer{0: is(100), 30: is(50), 60: is(0), 70: is(0), -1: none} {
		if above, ok := (replication.Outage{Write: 4, Link: 10, Length: 60}).Above(objective); !of(above, ok).like(want) {
			t.Errorf("above %v s for %v s, want %v", objective, above, want)
		}
	}
	if _, ok := (replication.Outage{Write: 10, Link: 10, Length: 60}).Effect(); ok {
		t.Error("a replica that writes as fast as the link carries is in sync again")
	}
	if got, ok := (replication.Outage{Link: 10, Length: 60}).Effect(); !ok || got != (replication.Lull{}) {
		t.Errorf("without writes: %+v, %v", got, ok)
	}
}

func TestOutageLikeCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := replication.Outage{
			Link:   rapid.Float64Range(1, 100).Draw(t, "link"),
			Length: rapid.Float64Range(1, 1000).Draw(t, "length"),
		}
		o.Write = o.Link * rapid.Float64Range(0.05, 0.95).Draw(t, "share")
		want, ok := o.Effect()
		start := 50.0
		path := curve(t, []float64{0, start, start + o.Length}, []float64{0, start * o.Link, start * o.Link}, o.Link)
		got := observe(steadyWrites(o.Write), path, start+o.Length+2*want.CatchUp)
		if !ok || !about(got.backlog, want.PeakBacklog) || !about(got.lag, want.PeakLag) || !about(got.area, want.LagSum) || !about(got.busy, o.Length+want.CatchUp) {
			t.Errorf("%+v: %+v, curves say %+v", o, want, got)
		}
	})
}

func TestOnOffByHand(t *testing.T) {
	day := replication.OnOff{High: 8, Low: 1, On: 14400, Off: 72000, Link: 5}
	got, ok := day.Effect()
	if !ok || got.PeakBacklog != 43200 || got.CatchUp != 10800 || !is(got.PeakLag).like(is(8640)) || !is(got.PeakLagAt).like(is(23040)) {
		t.Errorf("%+v, %v", got, ok)
	}
	if busy, ok := day.Busy(); !of(busy, ok).like(is(25200 / 86400.0)) {
		t.Errorf("busy %v, %v", busy, ok)
	}
	if used, ok := day.Utilization(); !of(used, ok).like(is(187200 / 86400.0 / 5)) {
		t.Errorf("used %v, %v", used, ok)
	}
	for name, w := range map[string]replication.OnOff{
		"more than the link carries on average": {High: 8, Low: 1, On: 50, Off: 20, Link: 5},
		"a slow phase as fast as the link":      {High: 8, Low: 5, On: 1, Off: 1e6, Link: 5},
		"a slow phase that is faster":           {High: 1, Low: 2, On: 1, Off: 1, Link: 5},
		"no link":                               {High: 1, On: 1, Off: 1},
	} {
		if got, ok := w.Effect(); ok {
			t.Errorf("%s: %+v", name, got)
		}
		if _, ok := w.Busy(); ok {
			t.Errorf("%s has a busy share", name)
		}
	}
	wide := replication.OnOff{High: 4, Low: 1, On: 10, Off: 10, Link: 5}
	if busy, ok := wide.Busy(); busy != 0 || !ok {
		t.Errorf("a wide link is busy %v, %v", busy, ok)
	}
}

func TestOnOffLikeCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := replication.OnOff{
			Link: rapid.Float64Range(1, 50).Draw(t, "link"),
			On:   rapid.Float64Range(1, 100).Draw(t, "on"),
		}
		w.High = w.Link * rapid.Float64Range(1.05, 4).Draw(t, "high")
		w.Low = w.Link * rapid.Float64Range(0.05, 0.9).Draw(t, "low")
		w.Off = (w.High - w.Link) * w.On / (w.Link - w.Low) * rapid.Float64Range(1.05, 5).Draw(t, "slack")
		want, ok := w.Effect()
		written := curve(t, []float64{0, w.On, w.On + w.Off}, []float64{0, w.High * w.On, w.High*w.On + w.Low*w.Off}, 0)
		got := observe(written, curve(t, []float64{0}, []float64{0}, w.Link), w.On+w.Off)
		busy, _ := w.Busy()
		if !ok || !about(got.backlog, want.PeakBacklog) || !about(got.lag, want.PeakLag) || !about(got.area, want.LagSum) || !about(got.busy, busy*(w.On+w.Off)) {
			t.Errorf("%+v: %+v, curves say %+v", w, want, got)
		}
	})
}

func TestSwing(t *testing.T) {
	day := replication.Swing{Mean: 4, Amplitude: 3, Period: 86400, Link: 6}
	got, ok := day.Effect()
	if !ok || !about(got.Starts, 10034.475571) || !about(got.Peaks, 33165.524429) {
		t.Errorf("%+v, %v", got, ok)
	}
	// Ten-second pieces of the same curve.
	at, sum := []float64{0}, []float64{0}
	for x := 10.0; x <= day.Period; x += 10 {
		turn := 2 * math.Pi / day.Period
		at, sum = append(at, x), append(sum, day.Mean*x+day.Amplitude/turn*(1-math.Cos(turn*x)))
	}
	seen := observe(curve(t, at, sum, 0), curve(t, []float64{0}, []float64{0}, day.Link), day.Period)
	if math.Abs(seen.backlog/got.PeakBacklog-1) > 1e-4 || math.Abs(seen.lag/got.PeakLag-1) > 1e-4 || math.Abs(seen.busy/(got.Ends-got.Starts)-1) > 1e-2 {
		t.Errorf("%+v, pieces say %+v", got, seen)
	}
	for link, want := range map[float64]bool{4: false, 3: false, 7: true, 8: true} {
		day.Link = link
		if got, ok := day.Effect(); ok != want || got != (replication.SwingEffect{}) {
			t.Errorf("on a link of %v: %+v, %v", link, got, ok)
		}
	}
}
