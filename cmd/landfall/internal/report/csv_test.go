package report

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"testing"
)

func readCSV(t *testing.T, p *Page) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := p.CSV(&b); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestCSVHasEverySummaryOnce(t *testing.T) {
	p := examplePage()
	lines := readCSV(t, p)
	if !slices.Equal(lines[0], columns) {
		t.Fatalf("header %v", lines[0])
	}
	seen := map[[4]string][]string{}
	for _, line := range lines[1:] {
		key := [4]string(line[:4])
		if seen[key] != nil {
			t.Errorf("%v is there twice", key)
		}
		seen[key] = line
	}
	for i := range p.Result.Models {
		m := &p.Result.Models[i]
		for at, s := range m.Summaries() {
			line := seen[[4]string{string(m.Model), at.List, at.Name, at.Metric}]
			if line == nil {
				t.Errorf("%s %s is missing", m.Model, at)
				continue
			}
			if line[4] != s.Unit || line[9] != decimal(s.P80) {
				t.Errorf("%s %s: %v, want %+v", m.Model, at, line, s)
			}
		}
	}
}

func TestCSVNumbersReadBackExactly(t *testing.T) {
	for _, v := range []float64{0, 1.0 / 3, 1e21, 123456789.123456789} {
		got, err := strconv.ParseFloat(decimal(v), 64)
		if err != nil || got != v {
			t.Errorf("%v is written as %s", v, decimal(v))
		}
	}
}

func TestCSVHasWhatIsNoSummary(t *testing.T) {
	lines := readCSV(t, examplePage())
	for _, want := range [][]string{
		{"flight", "", "", "finished", "count", "998"},
		{"staged", "", "", "joint", "1", "0.93"},
		{"flight", "unfinished", "web-shop", "no change window", "count", "2"},
		{"staged", "workloads", "identity", "criticality", "1", "0.5"},
		{"staged", "objectives", "linkShare", "probability.uplink", "1", "0.81"},
	} {
		if !slices.ContainsFunc(lines, func(line []string) bool { return slices.Equal(line[:6], want) }) {
			t.Errorf("no line begins with %v", want)
		}
	}
}
