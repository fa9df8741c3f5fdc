package simulate

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func near(got, want, rel float64) bool { return math.Abs(got-want) <= rel*math.Abs(want) }

// Values of the triangular and PERT distributions on 2, 4, 9 are computed from
// the closed form and by numerical inversion of the regularized incomplete beta
// function; the others follow from tables of the normal distribution.
func TestQuantiles(t *testing.T) {
	h := func(x float64) Duration { return Duration(x) }
	for _, c := range []struct {
		d    Dist[Duration]
		u    float64
		want float64
	}{
		{Const(h(7)), 0.3, 7},
		{UniformDist(h(2), h(4)), 0.25, 2.5},
		{TriangularDist(h(2), h(4), h(9)), 0.1, 3.183215957},
		{TriangularDist(h(2), h(4), h(9)), 0.5, 4.816699867},
		{TriangularDist(h(2), h(4), h(9)), 0.8, 6.354248689},
		{TriangularDist(h(2), h(4), h(9)), 0.9, 7.129171307},
		{PERTDist(h(2), h(4), h(9)), 0.1, 2.904353459},
		{PERTDist(h(2), h(4), h(9)), 0.5, 4.382588601},
		{PERTDist(h(2), h(4), h(9)), 0.8, 5.625879641},
		{PERTDist(h(2), h(4), h(9)), 0.9, 6.272702746},
		{TriangularDist(h(3), h(3), h(3)), 0.4, 3},
		{PERTDist(h(3), h(3), h(3)), 0.4, 3},
		{TriangularDist(h(0), h(0), h(1)), 0.75, 0.5},
		{TriangularDist(h(0), h(1), h(1)), 0.25, 0.5},
		{NormalDist(h(10), h(2)), 0.975, 10 + 2*1.959963984540054},
		{NormalDist(h(1), h(2)), 0.1, 0},
		{LognormalDist(h(3), h(12)), 0.5, 3},
		{LognormalDist(h(3), h(12)), 0.9, 12},
		{ExponentialDist(h(10)), 0.5, 10 * math.Ln2},
		{EmpiricalDist(h(5), h(1), h(3)), 0.33, 1},
		{EmpiricalDist(h(5), h(1), h(3)), 0.5, 3},
		{EmpiricalDist(h(5), h(1), h(3)), 0.99, 5},
		{Dist[Duration]{}, 0.5, 0},
	} {
		if got := float64(c.d.Quantile(c.u)); !near(got, c.want, 1e-7) {
			t.Errorf("%v%v at %v: got %v, want %v", c.d.Shape, c.d.Params, c.u, got, c.want)
		}
	}
}

// The mean is the integral of the inverse distribution function.
func TestMeanIsTheMeanOfTheQuantiles(t *testing.T) {
	for _, d := range []Dist[Bytes]{
		Const[Bytes](7), UniformDist[Bytes](2, 4), TriangularDist[Bytes](2, 4, 9), PERTDist[Bytes](2, 4, 9),
		NormalDist[Bytes](1, 2), NormalDist[Bytes](5, 0), LognormalDist[Bytes](3, 6), ExponentialDist[Bytes](10), EmpiricalDist[Bytes](5, 1, 3),
		{},
	} {
		const n = 20000
		sum := 0.0
		for i := range n {
			sum += float64(d.Quantile((float64(i) + 0.5) / n))
		}
		if got := float64(d.Mean()); !near(got, sum/n, 1e-3) {
			t.Errorf("%v%v: mean %v, quantiles give %v", d.Shape, d.Params, got, sum/n)
		}
	}
}

func anyDist(t *rapid.T) Dist[Duration] {
	value := rapid.Map(rapid.Float64Range(0, 1e6), func(x float64) Duration { return Duration(x) })
	sorted := func(n int) []Duration {
		list := rapid.SliceOfN(value, n, n).Draw(t, "params")
		for i := 1; i < n; i++ {
			list[i] += list[i-1]
		}
		return list
	}
	switch shape := Shape(rapid.IntRange(0, int(Empirical)).Draw(t, "shape")); shape {
	case Constant, Exponential:
		return Dist[Duration]{shape, sorted(1)}
	case Uniform, Normal:
		return Dist[Duration]{shape, sorted(2)}
	case Lognormal:
		p := sorted(2)
		return LognormalDist(p[0]+1, p[1]+1)
	case Triangular, PERT:
		return Dist[Duration]{shape, sorted(3)}
	default:
		return Dist[Duration]{shape, rapid.SliceOfN(value, 1, 9).Draw(t, "values")}
	}
}

func TestDistLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDist(t)
		if err := d.Validate(); err != nil {
			t.Fatalf("%v%v: %v", d.Shape, d.Params, err)
		}
		u, v := rapid.Float64Range(0, 1).Draw(t, "u"), rapid.Float64Range(0, 1).Draw(t, "v")
		a, b := d.Quantile(min(u, v)), d.Quantile(max(u, v))
		if a > b*(1+1e-9)+1e-9 {
			t.Fatalf("%v%v falls from %v to %v", d.Shape, d.Params, a, b)
		}
		low, high := d.Support()
		for _, x := range []Duration{a, b, d.Mean()} {
			if float64(x) < float64(low)*(1-1e-12) || float64(x) > float64(high)*(1+1e-12) || x != x {
				t.Fatalf("%v%v: %v is outside %v to %v", d.Shape, d.Params, x, low, high)
			}
		}
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back Dist[Duration]
		if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back, d) {
			t.Fatalf("%v wrote %s, which reads as %v, %v", d, data, back, err)
		}
	})
}

func TestExtremeLuckStaysFinite(t *testing.T) {
	for _, d := range []Dist[Bytes]{LognormalDist[Bytes](1e-300, 1e20), NormalDist[Bytes](1e20, 1e20), ExponentialDist(Bytes(9e20))} {
		for _, u := range []float64{-1, 0, 1e-300, 1 - 0x1p-53, 1, 2} {
			if x := float64(d.Quantile(u)); !(x >= 0 && x < byteLimit) {
				t.Errorf("%v%v at %v: %v", d.Shape, d.Params, u, x)
			}
		}
		if x := float64(d.Mean()); !(x >= 0 && x < byteLimit) {
			t.Errorf("%v%v: mean %v", d.Shape, d.Params, x)
		}
	}
}

func TestDistJSON(t *testing.T) {
	for text, want := range map[string]Dist[Duration]{
		`"4h"`:                                     Const(4 * Hour),
		`{"uniform": ["1h", "2h"]}`:                UniformDist(Hour, 2*Hour),
		`{"triangular": ["4h", "8h", "24h"]}`:      TriangularDist(4*Hour, 8*Hour, Day),
		`{"pert": ["4h", "8h", "24h"]}`:            PERTDist(4*Hour, 8*Hour, Day),
		`{"normal": ["4h", "30m"]}`:                NormalDist(4*Hour, 30*Minute),
		`{"lognormal": {"p50": "2h", "p90":"6h"}}`: LognormalDist(2*Hour, 6*Hour),
		`{"exponential": "3d"}`:                    ExponentialDist(3 * Day),
		`{"empirical": ["1h", "5h", "2h"]}`:        EmpiricalDist(Hour, 5*Hour, 2*Hour),
	} {
		var got Dist[Duration]
		if err := json.Unmarshal([]byte(text), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	var d Dist[Duration]
	for _, text := range []string{`{}`, `{"uniform": ["1h"], "pert": []}`, `{"unifrom": ["1h", "2h"]}`, `{"lognormal": {"p50": "1h"}}`, `{"lognormal": 3}`, `4`, `[]`, `{"exponential": []}`} {
		if err := json.Unmarshal([]byte(text), &d); err == nil {
			t.Errorf("%s was accepted", text)
		}
	}
}

func TestDistProblems(t *testing.T) {
	for _, c := range []struct {
		d    Dist[Duration]
		want string
	}{
		{UniformDist(2*Hour, Hour), `uniform: 2h is above 1h; uniform takes [a, b] with a not above b`},
		{TriangularDist(4*Hour, 24*Hour, 8*Hour), `triangular: 4h, 1d, 8h does not rise; triangular takes [min, mode, max] in this order`},
		{PERTDist(4*Hour, 2*Hour, 8*Hour), `pert: 4h, 2h, 8h does not rise; pert takes [min, mode, max] in this order`},
		{LognormalDist(0, Hour), `lognormal.p50: is 0; the median of a lognormal distribution is above 0`},
		{LognormalDist(2*Hour, Hour), `lognormal: p50 2h is above p90 1h; p90 is at least p50`},
		{EmpiricalDist[Duration](), `empirical: has 0 parameters; empirical takes [x1, x2, …]`},
		{Dist[Duration]{Normal, []Duration{1}}, `normal: has 1 parameter; normal takes [mean, sd]`},
		{Dist[Duration]{Shape: 99}, `unknown distribution; one of uniform, triangular, pert, normal, lognormal, exponential, empirical`},
		{NormalDist(Hour, Duration(math.NaN())), `normal[1]: NaN is not a number; write a duration such as 2h30m`},
		{Const(Duration(-1)), `-1s is negative; a duration is not below 0`},
		{ExponentialDist(Duration(math.Inf(1))), `exponential: +Inf is not a number; write a duration such as 2h30m`},
	} {
		if err := c.d.Validate(); err == nil || err.Error() != c.want {
			t.Errorf("%v:\n got %v\nwant %s", c.d, err, c.want)
		}
	}
}

// TestDistWritesNoOtherArity: what a shape does not take has no form in the file.
func TestDistWritesNoOtherArity(t *testing.T) {
	for _, d := range []Dist[Duration]{
		{Shape: Uniform}, {Shape: Empirical}, {Exponential, []Duration{1, 2}}, {Lognormal, []Duration{1}}, {Constant, []Duration{1, 2}}, {Shape: 99},
		Const(Duration(math.NaN())), UniformDist(-1, Hour),
	} {
		if text, err := json.Marshal(d); !errors.Is(err, ErrScenario) {
			t.Errorf("%+v is written as %s, %v, want a problem", d, text, err)
		}
	}
}

func TestShapeText(t *testing.T) {
	for s := Uniform; s <= Empirical; s++ {
		text, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back Shape
		if err := back.UnmarshalText(text); err != nil || back != s {
			t.Errorf("%v reads as %v, %v", s, back, err)
		}
	}
	var s Shape
	if err := s.UnmarshalText([]byte("trianglar")); err == nil || err.Error() != `unknown distribution "trianglar"; did you mean triangular?` {
		t.Error(err)
	}
	if _, err := Shape(99).MarshalText(); err == nil {
		t.Error("an unknown shape was written")
	}
}
