package simulate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// sensitivityMetric is a quantity whose P80 is told.
type sensitivityMetric struct {
	name    string
	summary func(*ModelResult) Summary
	outcome func(*Outcome) float64
}

// sensitivityMetrics lists them, in the order in which they are told.
func sensitivityMetrics(s *Scenario) []sensitivityMetric {
	var list []sensitivityMetric
	for _, name := range []string{"duration", "lossWindow", "lossBytes", "downtime", "affected"} {
		for _, f := range portfolioFields {
			if f.name == name {
				list = append(list, sensitivityMetric{
					name,
					func(m *ModelResult) Summary { return *f.summary(&m.Portfolio) },
					func(o *Outcome) float64 { return f.value(&o.Portfolio) },
				})
			}
		}
	}
	for i, l := range s.Network.Links {
		list = append(list, sensitivityMetric{
			"links[" + l.Name + "].p95",
			func(m *ModelResult) Summary { return m.Links[i].P95 },
			func(o *Outcome) float64 { return o.Links[i].P95 },
		})
	}
	return list
}

// present is a number, nil where it does not exist.
func present(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}

// simulate compares the models of a candidate, a scenario in which one thing is
// changed.
func (t *study) simulate(ctx context.Context, s *Scenario) (*Result, error) {
	done := t.meter.done
	r, err := t.compare(ctx, s, Options{
		Replications: t.options.Replications, Seed: t.options.Seed, Parallel: t.options.Parallel,
		Progress: func(n, _ int) { t.meter.reach(done + n) },
	})
	if err != nil {
		return nil, err // of what was finished until then nothing can be told
	}
	t.meter.reach(done + t.cost(1))
	return r, nil
}

// point simulates a candidate and keeps what is told of it.
func (t *study) point(ctx context.Context, s *Scenario, value *float64) (SensitivityPoint, error) {
	r, err := t.simulate(ctx, s)
	if err != nil {
		return SensitivityPoint{}, err
	}
	p := SensitivityPoint{Value: value, Recommended: r.Comparison.Recommended, Models: []SensitivityModel{}}
	for i := range r.Models {
		m := &r.Models[i]
		one := SensitivityModel{Model: m.Model, Finished: float64(m.Finished) / float64(r.Replications), Joint: m.Joint}
		for _, metric := range t.metrics {
			summary := metric.summary(m)
			one.Metrics = append(one.Metrics, MetricLevels{metric.name, summary.Unit, present(summary.P80), present(summary.Mean)})
		}
		p.Models = append(p.Models, one)
	}
	return p, nil
}

func (t *study) simulateBase(ctx context.Context) error {
	var err error
	t.base, err = t.point(ctx, t.scenario, nil)
	return err
}

// tornado moves one input down and up.
func (t *study) tornado(ctx context.Context, in input) (*InputSensitivity, error) {
	out := &InputSensitivity{
		Input: in.name, Label: in.label, Unit: in.unit, Value: in.value(t.scenario), Moved: in.moved(t.scenario),
	}
	done := t.meter.done
	var ends [2]SensitivityPoint
	for i := range ends {
		candidate := in.at(t.scenario, i == 1, t.options.Swing)
		value := in.value(candidate)
		var err error
		if out.Moved == BySwing && value == out.Value {
			ends[i] = t.base // a share of 100 %, or a single slot
			ends[i].Value = &value
			ends[i].Models = cloneModels(t.base.Models)
		} else if ends[i], err = t.point(ctx, candidate, &value); err != nil {
			return nil, fmt.Errorf("%s at %s: %w", in.name, in.unit.Format(value), err)
		}
	}
	t.meter.reach(done + t.cost(2))
	for i := range ends {
		t.ends[in.name] = append(t.ends[in.name], BreakEvenPoint{*ends[i].Value, ends[i].Recommended})
	}
	out.Low, out.High = ends[0], ends[1]
	out.Width = present(t.widest(out, levelP80))
	return out, nil
}

// cloneModels copies what is later thinned out in place.
func cloneModels(list []SensitivityModel) []SensitivityModel {
	var out []SensitivityModel
	for _, m := range list {
		m.Metrics = slices.Clone(m.Metrics)
		out = append(out, m)
	}
	return out
}

// widest is how far an input moves the ranking metric, at most of any model; NaN
// where the metric exists at some points only.
func (t *study) widest(in *InputSensitivity, level func(MetricLevels) *float64) float64 {
	widest := 0.0
	for i := range t.base.Models {
		widest = max(widest, width(&t.base, in, i, t.options.Metric, level)) // NaN stays
	}
	return widest
}

func levelP80(m MetricLevels) *float64  { return m.P80 }
func levelMean(m MetricLevels) *float64 { return m.Mean }

// Width is how far an input moves the P80 of a metric under a model, the place
// of which is that in Base.Models: the distance between the largest and the
// smallest of the P80s at its low value, as it is, and at its high value. It is
// NaN where the metric exists at some of the three only, or there is no such
// place, and 0 where the metric exists at none.
func (r *SensitivityResult) Width(in *InputSensitivity, model int, metric string) float64 {
	return width(&r.Base, in, model, metric, levelP80)
}

// MeanWidth is [SensitivityResult.Width] of the mean.
func (r *SensitivityResult) MeanWidth(in *InputSensitivity, model int, metric string) float64 {
	return width(&r.Base, in, model, metric, levelMean)
}

func width(base *SensitivityPoint, in *InputSensitivity, model int, metric string, level func(MetricLevels) *float64) float64 {
	low, high, exist := math.Inf(1), math.Inf(-1), 0
	for _, p := range []*SensitivityPoint{&in.Low, base, &in.High} {
		if model < 0 || model >= len(p.Models) {
			return math.NaN()
		}
		if v := level(p.Models[model].Metric(metric)); v != nil {
			low, high = min(low, *v), max(high, *v)
			exist++
		}
	}
	switch exist {
	case 0:
		return 0
	case 3:
		return high - low
	}
	return math.NaN()
}

// Metric is what is told of a metric, nothing of one that is not.
func (m *SensitivityModel) Metric(name string) MetricLevels {
	for _, v := range m.Metrics {
		if v.Metric == name {
			return v
		}
	}
	return MetricLevels{Metric: name}
}
