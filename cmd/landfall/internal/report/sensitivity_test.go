package report

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// sensitivityPage is made up: an input that moves much, one at whose low end
// nothing finishes, one that moves only the mean, and one that does nothing.
func sensitivityPage() *SensitivityPage {
	point := func(value float64, recommended simulate.ModelName, durations ...float64) simulate.SensitivityPoint {
		p := simulate.SensitivityPoint{Value: &value, Recommended: recommended}
		for i, model := range []simulate.ModelName{simulate.SingleStep, simulate.Staged} {
			m := simulate.SensitivityModel{Model: model, Finished: 1, Joint: durations[i] / 100, Metrics: []simulate.MetricLevels{
				{Metric: "duration", Unit: "s", P80: new(durations[i] * 86400), Mean: new(durations[i]*86400 + min(value, 1e6))},
				{Metric: "lossBytes", Unit: "B", P80: new(durations[i] * 1e9), Mean: new(0.0)},
			}}
			if durations[i] == 0 {
				m.Finished, m.Metrics[0].P80, m.Metrics[0].Mean = 0, nil, nil
			}
			p.Models = append(p.Models, m)
		}
		return p
	}
	base := point(0, simulate.Staged, 50, 60)
	base.Value = nil
	input := func(name string, unit simulate.InputUnit, low, high simulate.SensitivityPoint, width *float64) simulate.InputSensitivity {
		return simulate.InputSensitivity{Input: name, Unit: unit, Low: low, High: high, Width: width}
	}
	rank := func(input string, model simulate.ModelName, rho, low, high float64) simulate.RankCorrelation {
		return simulate.RankCorrelation{Input: input, Model: model, Metric: "duration", Rho: &rho, Low: &low, High: &high, Distinct: low > 0 || high < 0}
	}
	r := &simulate.SensitivityResult{
		Landfall: 1, Scenario: "wave", Seed: 1, Replications: 20, Metric: "duration", Base: base,
		Inputs: []simulate.InputSensitivity{
			input("tool.seeding", "count", point(1, "", 80, 0), point(3, simulate.Staged, 45, 55), nil),
			input("links[the-long-name-of-a-link].capacity", "bit/s", point(8e8, simulate.SingleStep, 60, 80), point(1.2e9, simulate.Staged, 45, 52), new(28.0*86400)),
			input("work.document", "s", point(2*86400, simulate.Staged, 50, 60), point(4*86400, simulate.Staged, 50, 60), new(0.0)),
			input("tool.wire", "ratio", point(0, simulate.Staged, 50, 60), point(0, simulate.Staged, 50, 60), new(0.0)),
		},
		Correlations: []simulate.RankCorrelation{
			rank("work.document", simulate.SingleStep, -0.001, -0.3, 0.3), rank("work.document", simulate.Staged, 0.71, 0.5, 0.83),
			{Input: "tool.launch", Model: simulate.Staged, Metric: "duration", Reason: "the draws do not vary"},
			rank("work.document", simulate.Staged, 1, 1, 1),
		},
		BreakEvens: []simulate.BreakEven{{Input: "tool.wire", Unit: "ratio", From: 0.06, To: 6}},
		Changes:    []string{"With the capacity of dc at 830 Mbps or less, now 1 Gbps, single-step is recommended instead of staged."},
	}
	r.Correlations[3].Metric = "lossBytes"
	s := (&simulate.Scenario{Objectives: simulate.Objectives{RPO: new(simulate.Hour)}}).WithDefaults()
	return &SensitivityPage{Scenario: s, Result: r, File: "plan.yaml"}
}

func TestSensitivityPage(t *testing.T) {
	var b bytes.Buffer
	if err := sensitivityPage().Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `wave · 4 inputs, each moved alone · 20 replications per model and simulation,
seed 1

WHAT MOVES  duration P80, staged, now 60 d
  tool.seeding                           1                                 never
                                         3     █████│                       55 d
  links[the-long…-link].capacity  800 Mbps          │░░░░░░░░░░░░░░░░░░░░   80 d
                                  1.2 Gbps  ████████│                       52 d
░ at the input's low value, █ at its high one, │ as it is now. 2 inputs move it
by less than a hundredth of the widest, or not at all. ! of the replications
that finished, not all did; never: none did.
Percentiles move in steps where change windows are far apart. These move the
mean: work.document.

ADDED TO  duration P80, d         single-step      staged
  now                                      50          60
  tool.seeding                       +30 / −5  never / −5
  links[the-long…-link].capacity     +10 / −5    +20 / −8
What is added at the input's low and at its high value.

OTHER P80s, staged    now  at low  at high  of what moves it most
  lossBytes         60 GB    0 GB    55 GB           tool.seeding

ALL OBJECTIVES MET  %             single-step   staged
  now                                      50       60
  tool.seeding                        80 / 45   0 / 55
  links[the-long…-link].capacity      60 / 45  80 / 52
At the input's low and at its high value.

RECOMMENDATION  now staged
  tool.seeding                    1         none
  links[the-long…-link].capacity  800 Mbps  single-step

▸ With the capacity of dc at 830 Mbps or less, now 1 Gbps, single-step is
  recommended instead of staged.

▸ No change was found for tool.wire between 0.06 and 6.

DRAWN LUCK  and duration  single-step  staged     95 %, staged
  work.document                  0.00   +0.71*  +0.50 to +0.83
  tool.launch                       –       –                –
Spearman's rank correlation over the replications; * its 95 % interval leaves
zero out.

Next: landfall compare plan.yaml
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s", got)
	}
	for line := range strings.Lines(b.String()) {
		if len([]rune(line)) > width+1 {
			t.Errorf("wide: %s", line)
		}
	}
}

// The model that is asked for is drawn; where none is recommended, the one that
// most often meets everything is.
func TestSensitivityMainModel(t *testing.T) {
	p := sensitivityPage()
	p.Model = simulate.SingleStep
	if p.main() != 0 {
		t.Error("not the model asked for")
	}
	p.Model, p.Result.Base.Recommended = "", ""
	if p.main() != 1 {
		t.Error("not the likeliest")
	}
}

// Color adds to the text and carries nothing.
func TestSensitivityColor(t *testing.T) {
	p := sensitivityPage()
	var plain, colored bytes.Buffer
	if err := p.Text(&plain); err != nil {
		t.Fatal(err)
	}
	p.Color = true
	if err := p.Text(&colored); err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "").Replace(colored.String())
	if text != plain.String() || colored.String() == plain.String() {
		t.Errorf("%q", colored.String())
	}
}

func TestSensitivityJSONIsTheResult(t *testing.T) {
	p := sensitivityPage()
	var b bytes.Buffer
	if err := p.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var back simulate.SensitivityResult
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || !reflect.DeepEqual(&back, p.Result) {
		t.Errorf("%v: %s", err, b.String())
	}
}

// A line for every metric of every model at every end.
func TestSensitivityCSV(t *testing.T) {
	var b bytes.Buffer
	if err := sensitivityPage().CSV(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 1+(1+2*4)*2*2 {
		t.Errorf("%d lines", len(lines))
	}
	for i, want := range map[int]string{
		0: "input,unit,end,value,recommended,model,finished,joint,metric,metric unit,p80,mean",
		1: ",,base,,staged,single-step,1,0.5,duration,s,4.32e+06,4.32e+06",
		7: "tool.seeding,count,low,1,,staged,0,0,duration,s,,",
	} {
		if lines[i] != want {
			t.Errorf("line %d is %s", i, lines[i])
		}
	}
}
