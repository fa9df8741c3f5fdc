package simulate

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A single step launches the copies twice, a staged promotion waits until day 2:
// seed + 2 h and 48 h tie where 900 GB take 46 h, at 43.48 Mbps. Below it
// staged ends first.
func TestBreakEvenOfATie(t *testing.T) {
	s := limits(1, 900*GB, 0)
	s.Promotion.Models = []ModelName{SingleStep, Staged}
	s.Tool.Launch = new(Const(Hour))
	s.Portfolio[0].BusinessTest = new(After(2 * Day))
	r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 2}, BreakEven: []string{"links[wan].capacity", "assets.used"}, Inputs: []string{"assets.used"}})
	if len(r.BreakEvens) != 2 || r.Base.Recommended != SingleStep {
		t.Fatalf("%+v", r)
	}
	for i, want := range []struct {
		below, above *Flip
		sentence     string
	}{
		{&Flip{43.2e6, 44e6, Staged, true}, nil, "With the capacity of wan at 43.2 Mbps or less, now 80 Mbps, staged is recommended instead of single-step."},
		{nil, &Flip{1665e9, 1656e9, Staged, true}, "With the used bytes of all assets together at 1.67 TB or more, now 900 GB, staged is recommended instead of single-step."},
	} {
		b := r.BreakEvens[i]
		if !alikeFlips(b.Below, want.below) || !alikeFlips(b.Above, want.above) {
			t.Errorf("%s: %+v and %+v, want %+v and %+v", b.Input, b.Below, b.Above, want.below, want.above)
		}
		if got := b.Sentences; !slices.Equal(got, []string{want.sentence}) || r.Changes[i] != want.sentence {
			t.Errorf("%q", got)
		}
		if math.Abs(b.From-b.Value/10) > 1 || math.Abs(b.To-b.Value*10) > 1000 {
			t.Errorf("%s from %v to %v", b.Input, b.From, b.To)
		}
	}
}

func alikeFlips(a, b *Flip) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(a.Value-b.Value) < 1e-9*b.Value && math.Abs(a.Last-b.Last) < 1e-9*b.Value &&
		a.Recommended == b.Recommended && a.Throughout == b.Throughout
}

// 900 GB in 30 h take 66.7 Mbps. With 50 Mbps no model qualifies, with 80 Mbps one
// does.
func TestBreakEvenOfAnObjective(t *testing.T) {
	s := limits(1, 900*GB, 0)
	s.Objectives.Finish = new(After(30 * Hour))
	for _, c := range []struct {
		capacity BitRate
		want     string
	}{
		{50 * Mbps, "With the capacity of wan at 67 Mbps or more, now 50 Mbps, single-step meets the objectives, which no model does now."},
		{80 * Mbps, "With the capacity of wan at 66.4 Mbps or less, now 80 Mbps, single-step no longer meets the objectives, nor does another model."},
	} {
		s.Network.Links[0].Capacity = new(c.capacity)
		list, err := BreakEvens(context.Background(), s, SensitivityOptions{Options: Options{Replications: 1}})
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != 1 || !slices.Equal(list[0].Sentences, []string{c.want}) {
			t.Errorf("%+v", list)
		}
	}
}

// A share ends at 100 %, a count at 1, and none flips.
func TestBreakEvenStaysInRange(t *testing.T) {
	s := limits(3, GB, 0)
	s.Network.Links[0].Efficiency = new(UniformDist[Share](0.6, 0.8))
	s.Tool.Seeding = new(4)
	s.Tool.Replicating = new(400)
	s.Tests.Sandbox.Finds, s.Defects.PerWorkload = new(Share(0.3)), new(1.0)
	names := []string{"links[wan].efficiency", "tool.seeding", "tool.replicating", "tests.sandbox.finds"}
	list, err := BreakEvens(context.Background(), s, SensitivityOptions{Options: Options{Replications: 2}, BreakEven: names})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]float64{{0.07, 1}, {1, 40}, {40, 4000}, {0.03, 1}} {
		b := list[i]
		if b.Input != names[i] || math.Abs(b.From-want[0]) > 1e-9 || math.Abs(b.To-want[1]) > 1e-9 || b.Below != nil || b.Above != nil || len(b.Sentences) != 0 {
			t.Errorf("%+v", b)
		}
		for j, p := range b.Tried {
			if j > 0 && p.Value <= b.Tried[j-1].Value {
				t.Errorf("%s: %v does not rise", b.Input, b.Tried)
			}
		}
	}
}

// onCapacity is a study whose recommendation is a function of the capacity in
// percent of what it is now, and a count of its simulations.
func onCapacity(now int, recommended func(percent int) ModelName) (*study, *int) {
	s := limits(1, GB, 0)
	s.Network.Links[0].Capacity = new(BitRate(100 * float64(now)))
	t, err := newStudy(s, SensitivityOptions{Options: Options{Replications: 1}})
	if err != nil {
		panic(err)
	}
	runs := 0
	t.base.Recommended = recommended(100)
	t.compare = func(_ context.Context, s *Scenario, _ Options) (*Result, error) {
		runs++
		percent := int(math.Round(float64(*s.Network.Links[0].Capacity) / float64(now)))
		return &Result{Comparison: &Comparison{Recommended: recommended(percent)}}, nil
	}
	return t, &runs
}

// Whatever the recommendation does, a change that is told is one between
// neighbors, on the side where it is said to be and with the recommendation of
// now up to a value that was tried before; if a value tried shows another
// recommendation, a change is told.
func TestFlipsAreBetweenNeighbors(t *testing.T) {
	models := []ModelName{SingleStep, Staged, Flight, ""}
	rapid.Check(t, func(t *rapid.T) {
		edges := rapid.SliceOfN(rapid.IntRange(11, 1000), 0, 5).Draw(t, "edges")
		slices.Sort(edges)
		recommended := func(percent int) ModelName {
			n, _ := slices.BinarySearch(edges, percent+1)
			return models[n%len(models)]
		}
		study, runs := onCapacity(1000, recommended)
		b, err := study.breakEven(context.Background(), &study.inputs[0])
		if err != nil {
			t.Fatal(err)
		}
		if *runs > mostFlipProbes {
			t.Fatalf("%d simulations", *runs)
		}
		for side, flip := range map[float64]*Flip{-1: b.Below, 1: b.Above} {
			checkFlip(t, b, flip, side, recommended)
		}
	})
}

func checkFlip(t *rapid.T, b *BreakEven, flip *Flip, side float64, recommended func(int) ModelName) {
	percent := func(value float64) int { return int(math.Round(value / 1000)) }
	seen, beyond := false, true
	for _, p := range b.Tried {
		if p.Recommended != recommended(percent(p.Value)) {
			t.Fatalf("%+v", p)
		}
		if (p.Value-b.Value)*side <= 0 {
			continue
		}
		seen = seen || p.Recommended != b.Recommended
		if flip != nil && (p.Value-flip.Value)*side > 0 && p.Recommended != flip.Recommended {
			beyond = false
		}
	}
	switch {
	case flip == nil:
		if seen {
			t.Fatalf("no change is told, but %+v", b.Tried)
		}
		return
	case (flip.Value-flip.Last)*side <= 0, (flip.Last-b.Value)*side < 0:
		t.Fatalf("on the wrong side: %+v", flip)
	case recommended(percent(flip.Value)) != flip.Recommended, flip.Recommended == b.Recommended, recommended(percent(flip.Last)) != b.Recommended:
		t.Fatalf("no change: %+v", flip)
	case math.Abs(flip.Value-flip.Last) > 1.001*max(1000, 0.0101*flip.Value):
		t.Fatalf("no neighbors: %+v", flip)
	case flip.Throughout != beyond:
		t.Fatalf("throughout: %+v of %+v", flip, b.Tried)
	}
}

// With one change on a side it is found, wherever it is.
func TestFlipIsFound(t *testing.T) {
	for edge := 11; edge <= 1000; edge += 19 {
		study, _ := onCapacity(1000, func(percent int) ModelName {
			if percent < edge {
				return Flight
			}
			return Staged
		})
		b, err := study.breakEven(context.Background(), &study.inputs[0])
		if err != nil {
			t.Fatal(err)
		}
		flip, side := b.Above, 1.0
		if edge <= 100 {
			flip, side = b.Below, -1
		}
		at := float64(edge) * 1000
		if flip == nil || !flip.Throughout || (flip.Value-at)*side < -1 || math.Abs(flip.Value-at) > max(1001, 0.0201*at) {
			t.Errorf("change at %v: %+v", at, flip)
		}
	}
}

// What the tornado has simulated is not simulated again.
func TestBreakEvenRemembersTheTornado(t *testing.T) {
	study, runs := onCapacity(1000, func(int) ModelName { return Staged })
	without, err := study.breakEven(context.Background(), &study.inputs[0])
	if err != nil {
		t.Fatal(err)
	}
	before := *runs
	study.ends["links[wan].capacity"] = []BreakEvenPoint{{80000, Staged}, {120000, Staged}}
	with, err := study.breakEven(context.Background(), &study.inputs[0])
	if err != nil {
		t.Fatal(err)
	}
	if *runs-before != before-2 || !reflect.DeepEqual(with, without) {
		t.Errorf("%d simulations after %d; %+v", *runs-before, before, with)
	}
}

// A change that does not last is said to be one.
func TestSentenceOfAChangeThatDoesNotLast(t *testing.T) {
	study, _ := onCapacity(1000, func(percent int) ModelName {
		if 130 <= percent && percent < 200 {
			return Flight
		}
		return Staged
	})
	b, err := study.breakEven(context.Background(), &study.inputs[0])
	if err != nil {
		t.Fatal(err)
	}
	want := "With the capacity of wan at 130 kbps, now 100 kbps, flight is recommended instead of staged; further up that is not always so."
	if got := b.Sentences; !slices.Equal(got, []string{want}) {
		t.Errorf("%q", got)
	}
}

// At the end of the range there is nothing beyond, and without objectives it is
// the horizon that counts.
func TestSentenceOfAChangeAtTheEnd(t *testing.T) {
	s := limits(1, 900*GB, 0)
	s.Tool.Seeding = new(2)
	study, err := newStudy(s, SensitivityOptions{Options: Options{Replications: 1}})
	if err != nil {
		t.Fatal(err)
	}
	study.base.Recommended = Staged
	study.compare = func(_ context.Context, s *Scenario, _ Options) (*Result, error) {
		recommended := Staged
		if *s.Tool.Seeding < 2 {
			recommended = ""
		}
		return &Result{Comparison: &Comparison{Recommended: recommended}}, nil
	}
	b, err := study.breakEven(context.Background(), &study.named([]string{"tool.seeding"})[0])
	if err != nil {
		t.Fatal(err)
	}
	want := "With the number of assets seeding at once at 1, now 2, staged no longer finishes by the horizon, nor does another model."
	if !slices.Equal(b.Sentences, []string{want}) {
		t.Errorf("%q", b.Sentences)
	}
}

// The widest are searched for, and those that change the recommendation.
func TestChosenBreakEvens(t *testing.T) {
	s := limits(1, GB, 0)
	s.Promotion.Models = []ModelName{SingleStep, Staged}
	study, err := newStudy(s, SensitivityOptions{})
	if err != nil {
		t.Fatal(err)
	}
	study.base.Recommended = Staged
	r := &SensitivityResult{}
	for _, in := range study.all {
		one := InputSensitivity{Input: in.name}
		one.Low.Recommended, one.High.Recommended = Staged, Staged
		r.Inputs = append(r.Inputs, one)
	}
	r.Inputs[4].High.Recommended = SingleStep
	for _, c := range []struct {
		top   int
		named []string
		want  []string
	}{
		{1, nil, []string{r.Inputs[0].Input, r.Inputs[4].Input}},
		{2, nil, []string{r.Inputs[0].Input, r.Inputs[1].Input, r.Inputs[4].Input}},
		{-1, nil, nil},
		{-1, []string{"tool.wire"}, []string{"tool.wire"}},
	} {
		study.options.Top, study.options.BreakEven = c.top, c.named
		var got []string
		for _, in := range study.chosen(r) {
			got = append(got, in.name)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("top %d, %v: %v, want %v", c.top, c.named, got, c.want)
		}
	}
}
