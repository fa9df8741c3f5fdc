package replication_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

func trace(t interface{ Fatal(...any) }, interval float64, written, distinct []float64) *replication.Trace {
	tr, err := replication.NewTrace(interval, written, distinct)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

var morning = []float64{900, 900, 3000, 12000, 9000, 2400, 900, 600}

func TestTraceByHand(t *testing.T) {
	tr := trace(t, 900, morning, []float64{90, 90, 300, 1200, 900, 240, 90, 60})
	ratio, ok := tr.PeakToMean()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"length", tr.Seconds(), 7200},
		{"written", tr.Written(0, 7200), 29700},
		{"written over three intervals", tr.Written(450, 2250), 450 + 900 + 1500},
		{"written before and after", tr.Written(-100, 9000), 29700},
		{"folded", tr.Folded(0, 7200, 0), 2970},
		{"folded in part", tr.Folded(450, 2250, 0), 45 + 90 + 150},
		{"folded with a working set", tr.Folded(0, 7200, 1000), 1000},
		{"mean", tr.Mean(), 4.125},
		{"peak to mean", ratio, 12000.0 / 900 / 4.125},
		{"curve", tr.Curve().At(2250), 3300},
		{"curve after the end", tr.Curve().At(1e6), 29700},
	} {
		if !is(c.got).like(is(c.want)) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if !ok {
		t.Error("no peak to mean")
	}
	if _, ok := trace(t, 1, []float64{0, 0}, nil).PeakToMean(); ok {
		t.Error("a peak to a mean of 0")
	}
	var zero replication.Trace
	if _, ok := zero.PeakToMean(); ok || zero.Mean() != 0 {
		t.Errorf("the zero value has a mean of %v", zero.Mean())
	}
	if rate, p, err := zero.Pattern(); rate != 0 || p != nil || err != nil {
		t.Errorf("the zero value has the pattern %v, %v, %v", rate, p, err)
	}
}

func TestNothingIsWrittenOutsideATrace(t *testing.T) {
	tr, err := replication.NewTrace(60, []float64{1, 2, 3}, nil)
	if err != nil {
		t.Fatal(err)
	}
	inf := math.Inf(1)
	for _, c := range []struct{ from, to, want float64 }{
		{-inf, inf, 6}, {-5, 0, 0}, {180, 200, 0}, {1e300, inf, 0}, {inf, inf, 0}, {inf, 0, 0}, {100, 50, 0}, {math.NaN(), 100, 0}, {0, math.NaN(), 0},
	} {
		if got, folded := tr.Written(c.from, c.to), tr.Folded(c.from, c.to, 0); got != c.want || folded != c.want {
			t.Errorf("%v bytes are written from %v to %v, %v to carry; want %v", got, c.from, c.to, folded, c.want)
		}
	}
}

func TestNewTraceRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		interval          float64
		written, distinct []float64
	}{
		"no interval":        {written: []float64{1}},
		"nothing recorded":   {interval: 1},
		"lengths":            {interval: 1, written: []float64{1}, distinct: []float64{1, 1}},
		"more than written":  {interval: 1, written: []float64{1}, distinct: []float64{2}},
		"negative":           {interval: 1, written: []float64{-1}},
		"not a number":       {interval: 1, written: []float64{math.NaN()}},
		"an endless stretch": {interval: math.Inf(1), written: []float64{1}},
		"an endless sum":     {interval: 1, written: []float64{1e308, 1e308}},
		"an endless length":  {interval: 1e308, written: []float64{1, 1}},
		"an endless rate":    {interval: 1e-300, written: []float64{1e300}},
	} {
		if _, err := replication.NewTrace(c.interval, c.written, c.distinct); !errors.Is(err, replication.ErrCurve) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTraceAsPattern(t *testing.T) {
	tr := trace(t, 900, morning, nil)
	rate, p, err := tr.Pattern()
	if err != nil {
		t.Fatal(err)
	}
	for _, to := range []time.Duration{0, 15 * time.Minute, 40 * time.Minute, 2 * time.Hour} {
		if got, want := rate*p.Area(to), tr.Written(0, to.Seconds()); math.Abs(got-want) > 1e-6 {
			t.Errorf("the pattern writes %v up to %v, the trace %v", got, to, want)
		}
	}
	if got := p.Factor(5 * time.Hour); got != 1 {
		t.Errorf("after the trace the factor is %v, want the mean's", got)
	}
	if rate, p, err := trace(t, 1, []float64{0}, nil).Pattern(); rate != 0 || p != nil || err != nil {
		t.Errorf("a trace without writes: %v %v %v", rate, p, err)
	}
}

// TestTraceThatIsNoPattern: moments of patterns are nanoseconds, of which an
// int64 holds 292 years.
func TestTraceThatIsNoPattern(t *testing.T) {
	for _, interval := range []float64{1e12, 5e9, 1e-10} {
		_, p, err := trace(t, interval, []float64{1, 2}, nil).Pattern()
		if p != nil || !errors.Is(err, replication.ErrPattern) || !strings.Contains(err.Error(), "want less than 292 years") {
			t.Errorf("two intervals of %v s: %v, %v", interval, p, err)
		}
	}
	for _, interval := range []float64{4e9, 1e-9} {
		if _, _, err := trace(t, interval, []float64{1, 2}, nil).Pattern(); err != nil {
			t.Errorf("two intervals of %v s: %v", interval, err)
		}
	}
}

func TestRequiredBandwidthByHand(t *testing.T) {
	c := trace(t, 900, morning, nil).Curve()
	seed := curve(t, []float64{0, 10}, []float64{100, 150}, 2)
	for _, k := range []struct {
		name      string
		got, want answer
	}{
		{"15 min", of(c.RequiredBandwidth(900)), is(21000 / 2700.0)},
		{"at once", of(c.RequiredBandwidth(0)), is(12000 / 900.0)},
		{"within a week", of(c.RequiredBandwidth(604800)), is(29700 / (7200 + 604800.0))},
		{"a negative objective", of(c.RequiredBandwidth(-1)), none},
		{"the objective at that bandwidth", of(c.AchievableRPO(21000 / 2700.0)), is(900)},
		{"a wide path", of(c.AchievableRPO(20)), is(0)},
		{"no path", of(c.AchievableRPO(0)), none},
		{"a seed within 20 s", of(seed.RequiredBandwidth(20)), is(5)},
		{"a seed within a minute", of(seed.RequiredBandwidth(60)), is(150 / 70.0)},
		{"a seed within an hour, and what follows", of(seed.RequiredBandwidth(3600)), is(2)},
		{"a seed at once", of(seed.RequiredBandwidth(0)), none},
		{"less than is written for ever", of(seed.AchievableRPO(1.9)), none},
		{"a seed over 10 B/s", of(seed.AchievableRPO(10)), is(10)},
		{"nothing", of(replication.Curve{}.RequiredBandwidth(1)), is(0)},
		{"the age of nothing", of(replication.Curve{}.AchievableRPO(0)), is(0)},
	} {
		if !k.got.like(k.want) {
			t.Errorf("%s: %v, want %v", k.name, k.got, k.want)
		}
	}
}

// TestRequiredBandwidthSuffices compares with all windows, and carries the
// writes over the bandwidth that was found: their lag just keeps to the
// objective.
func TestRequiredBandwidthSuffices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		volumes := rapid.SliceOfN(rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1, 1000)), 1, 30).Draw(t, "volumes")
		rpo := rapid.SampledFrom([]float64{1, 10, 60, 500}).Draw(t, "rpo")
		c := trace(t, 10, volumes, nil).Curve()
		need, ok := c.RequiredBandwidth(rpo)
		most := 0.0
		for i := range volumes {
			sum := 0.0
			for j := i; j < len(volumes); j++ {
				sum += volumes[j]
				most = max(most, sum/(float64(10*(j-i+1))+rpo))
			}
		}
		if !ok || math.Abs(need-most) > 1e-9*most {
			t.Fatalf("%v needs %v, all windows say %v", volumes, need, most)
		}
		if most == 0 {
			return
		}
		back, ok := c.AchievableRPO(need)
		longest := observe(c, steadyWrites(need), 1e4).lag
		if !ok || math.Abs(back-rpo) > 1e-6*rpo || math.Abs(longest-rpo) > 1e-6*rpo {
			t.Errorf("%v over %v B/s: a lag of %v s, by the formula %v; the objective was %v", volumes, need, longest, back, rpo)
		}
	})
}

// ExampleCurve_RequiredBandwidth sizes a link from eight quarters of an hour, in
// MB, so that no write is older than 15 minutes before it is safe.
func ExampleCurve_RequiredBandwidth() {
	t, err := replication.NewTrace(900, []float64{900, 900, 3000, 12000, 9000, 2400, 900, 600}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	need, _ := t.Curve().RequiredBandwidth(900)
	age, _ := t.Curve().AchievableRPO(6)
	fmt.Printf("%.2f MB/s; with 6 MB/s a write can be %.0f minutes old\n", need, age/60)
	// Output: 7.78 MB/s; with 6 MB/s a write can be 28 minutes old
}
