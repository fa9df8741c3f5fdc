package document

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

var update = flag.Bool("update", false, "write what is printed to testdata")

// expectGolden compares with a file of testdata.
func expectGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	old, now := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range max(len(old), len(now)) {
		if i >= len(old) || i >= len(now) || old[i] != now[i] {
			t.Errorf("%s differs from line %d on (accept with -update):\n%s", path, i+1, strings.Join(now[min(i, len(now)):min(i+5, len(now))], "\n"))
			return
		}
	}
}

func TestExplainGolden(t *testing.T) {
	s, err := parse("good.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	expectGolden(t, "testdata/good.explained.yaml", Explain(s))
	if s, err = load("testdata/contoso.yaml"); err != nil {
		t.Fatal(err)
	}
	expectGolden(t, "testdata/contoso.explained.yaml", Explain(s))
}

// What is explained reads as the same scenario, and explains itself as the
// same but for the marks.
func TestExplainedMeansTheSame(t *testing.T) {
	for _, path := range append(cases(t), "testdata/contoso.yaml") {
		s, err := load(path)
		if err != nil {
			t.Fatal(err)
		}
		explained := Explain(s)
		back, err := parse("explained.yaml", explained)
		if err != nil {
			t.Errorf("%s is explained as\n%s\n%v", path, explained, err)
			continue
		}
		if !reflect.DeepEqual(back.WithDefaults(), s.WithDefaults()) {
			t.Errorf("%s: defaults differ after\n%s", path, explained)
		}
		if again := Explain(back); unmarked(again) != unmarked(explained) {
			t.Errorf("%s: explained again as\n%s", path, again)
		}
	}
}

func unmarked(b []byte) string { return strings.ReplaceAll(string(b), "  # default", "") }

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"web-01": "web-01", "web shop": "web shop", "25%": "25%", "40GB/d": "40GB/d", "2h30m": "2h30m", "0bps": "0bps",
		"2026-03-02T00:00:00Z": "2026-03-02T00:00:00Z", "Europe/Berlin": "Europe/Berlin", "office-hours": "office-hours",
		"08:00": `"08:00"`, "sat,sun": `"sat,sun"`, "1": `"1"`, "1e5": `"1e5"`, "true": `"true"`, "No": `"No"`, "null": `"null"`, "~": `"~"`,
		"": `""`, "a: b": `"a: b"`, "a #b": `"a #b"`, "- a": `"- a"`, "[a]": `"[a]"`, `a"b\c`: `"a\"b\\c"`, "ü": `"ü"`, "a\x1bb": `"a\x1bb"`, " a": `" a"`,
		"a  b": `"a  b"`, "---": `"---"`, "*a": `"*a"`, "&a": `"&a"`, "!a": `"!a"`, "0x10": `"0x10"`, "1_000": `"1_000"`, "@a": `"@a"`,
	} {
		got := word(text)
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
		n, problem := parseYAML([]byte("a: [" + got + "]\n"))
		if problem != nil {
			t.Errorf("%q is written %s: %v", text, got, problem)
			continue
		}
		if v := n.get("a").items[0]; v.text != text || v.kind != 3 { // text
			t.Errorf("%q is written %s, which reads as %v %q", text, got, v.kind, v.text)
		}
	}
}

func TestExplainDistributions(t *testing.T) {
	s, err := parse("good.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	h := simulate.Hour
	for _, d := range []simulate.Dist[simulate.Duration]{
		{}, simulate.Const(h), simulate.UniformDist(h, 2*h), simulate.TriangularDist(h, 2*h, 3*h), simulate.PERTDist(h, 2*h, 3*h), simulate.NormalDist(h, h),
		simulate.LognormalDist(h, 2*h), simulate.ExponentialDist(h), simulate.EmpiricalDist(h, 3*h, 2*h),
	} {
		s.Work.Optimize = &d
		back, err := parse("a.yaml", Explain(s))
		if err != nil || back.Work.Optimize.Mean() != d.Mean() || back.Work.Optimize.Shape != d.Shape {
			t.Errorf("%v is explained as %v, %v", d, back.Work.Optimize, err)
		}
	}
}
