package simulate

import (
	"fmt"
	"iter"
	"slices"
)

// assets yields all assets with their paths.
func (s *Scenario) assets() iter.Seq2[string, *Asset] {
	return func(yield func(string, *Asset) bool) {
		for i := range s.Portfolio {
			for j := range s.Portfolio[i].Workloads {
				assets := s.Portfolio[i].Workloads[j].Assets
				for k := range assets {
					if !yield(fmt.Sprintf("portfolio[%d].workloads[%d].assets[%d]", i, j, k), &assets[k]) {
						return
					}
				}
			}
		}
	}
}

// writeRate is what an asset writes on average, in wire bits of the tool.
func (s *Scenario) writeRate(a *Asset) BitRate {
	return BitRate(float64(a.Churn.Mean()) * *s.Tool.Wire * 8)
}

// syncRate is what the tool needs to keep an asset in sync, in wire bits. In
// cycle mode with a working set rewrites fold, so that no rate is too high.
func (s *Scenario) syncRate(a *Asset) BitRate {
	if s.Tool.Mode == CycleMode && a.WorkingSet != nil {
		return 0
	}
	return s.writeRate(a)
}

// weeklyOffer is the most that a link has for migration in each minute of a
// week, in bit/s: with its largest capacity ever, what production (where it
// goes first), the limit and the throttles leave.
func (s *Scenario) weeklyOffer(l *Link) []float64 {
	line := *l.Capacity
	for _, step := range l.Steps {
		line = max(line, step.Capacity)
	}
	line = BitRate(float64(line) * float64(l.Efficiency.Mean()))
	demand := hourly(168, 0)
	if p := l.Production; p != nil && s.Network.Sharing == ProductionFirst {
		for hour, f := range p.Profile.hours() {
			demand[hour] = float64(p.Demand.Mean()) * f
		}
	}
	offer := make([]float64, minutesOfWeek)
	for minute, limit := range l.weeklyLimit(line) {
		offer[minute] = max(0, min(float64(line)-demand[minute/60], float64(limit)))
	}
	return offer
}

// hours is the profile in each hour of a week, scaled to a mean of 1.
func (p Profile) hours() []float64 {
	factors := p.factors()
	scale := average(factors)
	week := make([]float64, 168)
	for hour := range week {
		week[hour] = factors[hour%len(factors)] / scale
	}
	return week
}

func average(list []float64) float64 {
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return sum / float64(len(list))
}

const minutesOfWeek = 7 * 24 * 60

// weeklyLimit is what migration may take in each minute of a week, at most the
// line rate.
func (l *Link) weeklyLimit(line BitRate) []BitRate {
	limits := slices.Repeat([]BitRate{line}, minutesOfWeek)
	if l.Limit != nil {
		limits = slices.Repeat([]BitRate{min(line, *l.Limit)}, minutesOfWeek)
	}
	for _, t := range l.Throttle {
		for minute := range t.minutes() {
			limits[minute] = min(limits[minute], t.Limit)
		}
	}
	return limits
}

// minutes yields the minutes of the week that are in a window.
func (w Window) minutes() iter.Seq[int] {
	length := int(w.To - w.From)
	if length <= 0 {
		length += 24 * 60
	}
	return func(yield func(int) bool) {
		for day := range 7 {
			if w.Days>>day&1 == 0 {
				continue
			}
			from := day*24*60 + int(w.From)
			for i := from; i < from+length; i++ {
				if !yield(i % minutesOfWeek) {
					return
				}
			}
		}
	}
}
