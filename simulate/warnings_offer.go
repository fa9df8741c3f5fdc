package simulate

import (
	"fmt"
	"iter"
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

// syncRate is what the tool needs to keep an asset in sync, in wire bits. In
// cycle mode with a working set rewrites fold, so that no rate is too high.
func (s *Scenario) syncRate(a *Asset) BitRate {
	if s.Tool.Mode == CycleMode && a.WorkingSet != nil {
		return 0
	}
	return BitRate(float64(a.Churn.Mean()) * *s.Tool.Wire * 8)
}

// offer is the most that a link has for migration in the long run: with its
// largest capacity ever, the average over a week of what production (where it
// goes first), the limit and the throttles leave.
func (s *Scenario) offer(l *Link) BitRate {
	line := *l.Capacity
	for _, step := range l.Steps {
		line = max(line, step.Capacity)
	}
	line = BitRate(float64(line) * float64(l.Efficiency.Mean()))
	demand := hourly(168, 0)
	if p := l.Production; p != nil && s.Network.Sharing == ProductionFirst {
		factors := p.Profile.factors()
		total := 0.0
		for _, f := range factors {
			total += f
		}
		for hour := range demand {
			demand[hour] = float64(p.Demand.Mean()) * factors[hour%len(factors)] / (total / float64(len(factors)))
		}
	}
	sum := 0.0
	for minute, limit := range l.weeklyLimit(line) {
		sum += max(0, min(float64(line)-demand[minute/60], float64(limit)))
	}
	return BitRate(sum / minutesOfWeek)
}

const minutesOfWeek = 7 * 24 * 60

// weeklyLimit is what migration may take in each minute of a week, at most the
// line rate.
func (l *Link) weeklyLimit(line BitRate) []BitRate {
	limits := make([]BitRate, minutesOfWeek)
	for i := range limits {
		limits[i] = line
		if l.Limit != nil {
			limits[i] = min(line, *l.Limit)
		}
	}
	for _, t := range l.Throttle {
		length := int(t.To - t.From)
		if length <= 0 {
			length += 24 * 60
		}
		for day := range 7 {
			if t.Days>>day&1 == 0 {
				continue
			}
			from := day*24*60 + int(t.From)
			for i := from; i < from+length; i++ {
				limits[i%minutesOfWeek] = min(limits[i%minutesOfWeek], t.Limit)
			}
		}
	}
	return limits
}
