package report

import (
	"math"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// line is what mark makes of values, joined.
func line(values []float64, more bool) string {
	var texts []string
	for _, c := range mark(values, newRuler("count", values).text, more) {
		texts = append(texts, c.text+c.mark)
	}
	return strings.Join(texts, " ")
}

func TestMark(t *testing.T) {
	nan := math.NaN()
	for _, test := range []struct {
		values []float64
		more   bool
		want   string
	}{
		{[]float64{3, 1, 2}, false, "3 1* 2"},
		{[]float64{3, 1, 2}, true, "3* 1 2"},
		{[]float64{2, 1, 1}, false, "2 1* 1*"},
		{[]float64{1, 1, 1}, false, "1 1 1"},
		{[]float64{1, nan, 1}, false, "1 – 1"},
		{[]float64{nan, 2, 1}, false, "– 2 1*"},
		{[]float64{nan, nan}, false, "– –"},
		{[]float64{1000.01, 1000.02}, false, "1,000 1,000"}, // reads the same: not worth a mark
	} {
		if got := line(test.values, test.more); got != test.want {
			t.Errorf("%v: %s, want %s", test.values, got, test.want)
		}
	}
}

func TestRowLeavesOutWhatCannotBe(t *testing.T) {
	p := examplePage()
	pick := func(m *result) summary { return m.Portfolio.Rollbacks }
	g := &grid{left: 2}
	p.addRow(g, row{label: "never", pick: pick, absent: func(*result) bool { return true }})
	if len(g.lines) != 0 {
		t.Errorf("a quantity that no model has is told: %v", g.lines)
	}
	p.addRow(g, row{label: "flights only", pick: pick, absent: func(m *result) bool { return m.Model != simulate.Flight }})
	if len(g.lines) != 3 || g.lines[0][2].text != dash || g.lines[0][4].text == dash {
		t.Errorf("got %v", g.lines)
	}
}

func TestEqualPercentilesShareALine(t *testing.T) {
	p := examplePage()
	g := &grid{left: 2}
	p.addRow(g, row{label: "lost", pick: func(m *result) summary { return m.Portfolio.LossBytes }})
	if len(g.lines) != 1 || g.lines[0][1].text != "P50–P95" {
		t.Errorf("got %v", g.lines)
	}
}

func TestPinnedSubscriptionsDecideWhatCanBe(t *testing.T) {
	p := examplePage()
	if !p.inUse(simulate.Staged).noFlights() || !p.inUse(simulate.SingleStep).neverDeployed() {
		t.Fatal("without pins a model is used alone")
	}
	p.Scenario.Portfolio[0].Workloads[1].Model = simulate.Flight
	if p.inUse(simulate.Staged).noFlights() || p.inUse(simulate.SingleStep).neverDeployed() {
		t.Error("the pin is not seen")
	}
}
