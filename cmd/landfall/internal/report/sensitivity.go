package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// SensitivityPage is which inputs move the answer, with what is needed to tell
// it.
type SensitivityPage struct {
	Scenario *simulate.Scenario // with its defaults
	Result   *simulate.SensitivityResult
	File     string             // the scenario's, as the user named it
	Model    simulate.ModelName // that the tornado is drawn for; empty: the recommended one
	Color    bool               // emphasize with terminal codes too
}

// JSON writes the result on one line.
func (p *SensitivityPage) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(p.Result)
}

// Text writes the result for a reader: the tornado of one model, how far each
// input moves every model, what changes the recommendation, and what the
// replications themselves say.
func (p *SensitivityPage) Text(w io.Writer) error {
	var b bytes.Buffer
	p.head(&b)
	p.tornado(&b)
	p.effects(&b)
	p.others(&b)
	p.chances(&b)
	p.recommendation(&b)
	p.correlations(&b)
	if isNamed(p.File) {
		fmt.Fprintf(&b, "\nNext: landfall compare %s\n", shellWord(p.File))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (p *SensitivityPage) head(b *bytes.Buffer) {
	r := p.Result
	parts := []string{
		counted(len(r.Inputs), "input") + ", each moved alone",
		fmt.Sprintf("%s per model and simulation, seed %d", counted(r.Replications, "replication"), r.Seed),
	}
	if r.Scenario != "" {
		parts = append([]string{r.Scenario}, parts...)
	}
	paragraph(b, "", strings.Join(parts, " · "))
	b.WriteByte('\n')
}

// models are those that were simulated.
func (p *SensitivityPage) models() []simulate.SensitivityModel { return p.Result.Base.Models }

// main is the place of the model that the tornado is drawn for: the one asked
// for, the recommended one, or the one that most often meets everything.
func (p *SensitivityPage) main() int {
	wanted := p.Model
	if wanted == "" {
		wanted = p.Result.Base.Recommended
	}
	likeliest := 0
	for i, m := range p.models() {
		if m.Model == wanted {
			return i
		}
		if m.Joint > p.models()[likeliest].Joint {
			likeliest = i
		}
	}
	return likeliest
}

// value is the P80 of the ranking metric, NaN where there is none.
func (p *SensitivityPage) value(point *simulate.SensitivityPoint, model int) float64 {
	return number(point.Models[model].Metric(p.Result.Metric).P80)
}

// number is NaN where there is none.
func number(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

// unit is that of the ranking metric.
func (p *SensitivityPage) unit() string { return p.models()[0].Metric(p.Result.Metric).Unit }

// csvColumns are those of a sensitivity's CSV form.
var csvColumns = []string{"input", "unit", "end", "value", "recommended", "model", "finished", "joint", "metric", "metric unit", "p80", "mean"}

// CSV writes a line for every input, end, model and metric: the scenario as it
// is first, with the end base. Numbers that do not exist are empty.
func (p *SensitivityPage) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	lines := [][]string{csvColumns}
	add := func(input, unit, end string, point *simulate.SensitivityPoint) {
		for _, m := range point.Models {
			for _, v := range m.Metrics {
				lines = append(lines, []string{
					input, unit, end, decimal(number(point.Value)), string(point.Recommended),
					string(m.Model), decimal(m.Finished), decimal(m.Joint), v.Metric, v.Unit, decimal(number(v.P80)), decimal(number(v.Mean)),
				})
			}
		}
	}
	add("", "", "base", &p.Result.Base)
	for i := range p.Result.Inputs {
		in := &p.Result.Inputs[i]
		add(in.Input, string(in.Unit), "low", &in.Low)
		add(in.Input, string(in.Unit), "high", &in.High)
	}
	return out.WriteAll(lines)
}
