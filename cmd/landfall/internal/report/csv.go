package report

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"github.com/landfall-sim/landfall/simulate"
)

// columns are those of the CSV form.
var columns = []string{"model", "list", "name", "metric", "unit", "mean", "se", "p5", "p50", "p80", "p95", "min", "max"}

// CSV writes a line for every summary of every model: the model, where in the
// result document it stands, what it is, its unit and its numbers, empty where
// one does not exist. Shares and counts have only a mean.
func (p *Page) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for i := range p.Result.Models {
		if err := writeModel(out, &p.Result.Models[i]); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func writeModel(out *csv.Writer, m *simulate.ModelResult) error {
	single := func(list, name, metric, unit string, value float64) error {
		return out.Write([]string{string(m.Model), list, name, metric, unit, decimal(value), "", "", "", "", "", "", ""})
	}
	if err := single("", "", "finished", "count", float64(m.Finished)); err != nil {
		return err
	}
	if err := single("", "", "joint", "1", m.Joint); err != nil {
		return err
	}
	for _, u := range m.Unfinished {
		if err := single("unfinished", u.Workload, string(u.Reason), "count", float64(u.Replications)); err != nil {
			return err
		}
	}
	for at, s := range m.Summaries() {
		record := []string{string(m.Model), at.List, at.Name, at.Metric, s.Unit}
		for _, v := range []float64{s.Mean, s.SE, s.P5, s.P50, s.P80, s.P95, s.Min, s.Max} {
			record = append(record, decimal(v))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	for _, w := range m.Workloads {
		if err := single("workloads", w.Name, "criticality", "1", w.Criticality); err != nil {
			return err
		}
	}
	for _, o := range m.Objectives {
		metric := "probability"
		if o.Link != "" {
			metric = "probability." + o.Link
		}
		if err := single("objectives", o.Name, metric, "1", o.Probability); err != nil {
			return err
		}
	}
	return nil
}

// decimal writes a number so that it can be read back exactly, nothing where
// there is none.
func decimal(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
