package simulate

import (
	"context"
	"fmt"
	"math"
	"strings"
)

// UplinkSize is the least capacity of a link, all its steps scaled with it and
// all else as it is, with which the objectives are met. Candidates are rates of
// two digits, from a thousandth of what the link has to a thousand times as
// much; their values are in bit/s.
type UplinkSize struct {
	Link    string   `json:"link"`
	Current float64  `json:"current"` // bit/s: at the start, or the largest if it begins with none
	Least   *float64 `json:"least"`   // bit/s
	Reason  string   `json:"reason,omitempty"`
	Search
}

// reach is how many times more or less capacity is tried.
const reach = 1000

// uplink sizes a link under the sizer's model.
func (z *sizer) uplink(ctx context.Context, link int) (*UplinkSize, error) {
	l := &z.scenario.Network.Links[link]
	current := float64(*l.Capacity)
	if current == 0 {
		for _, step := range l.Steps {
			current = max(current, float64(step.Capacity))
		}
	}
	up := &UplinkSize{Link: l.Name, Current: current, Search: Search{Monotone: true, Exceptions: []float64{}}}
	switch {
	case !newWarner(z.scenario).crossed(l.Name):
		up.Reason = "no asset's traffic crosses it"
		return up, nil
	case current == 0:
		up.Reason = "it never has any capacity that could be scaled"
		return up, nil
	}
	from := roundStep(current)
	low, high := max(roundStep(current/reach), roundStep(10)), min(roundStep(current*reach), roundStep(9.9e20))
	low = min(low, from)
	from = min(from, high)
	var err error
	up.Search, err = z.search(ctx, ladder{
		low: low, high: high, from: from, about: all,
		between: []int{from + 30, from + 90, from + 180},
		checks:  []int{-30, -10, -2, 1, 10, 30},
		value:   roundRate,
		build:   func(step int) *Scenario { return z.scaled(link, roundRate(step)/current) },
	})
	if err != nil {
		return nil, err
	}
	if up.Answer != nil {
		up.Least = &up.Answer.Value
		return up, nil
	}
	up.Reason = uncured(up.Next, l)
	return up, nil
}

// crossed says whether an asset's traffic crosses a link.
func (w *warner) crossed(link string) bool {
	for _, a := range w.s.assets() {
		if w.crosses(a, link) {
			return true
		}
	}
	return false
}

// scaled is the scenario with a link of so many times its capacity.
func (z *sizer) scaled(link int, factor float64) *Scenario {
	s := z.scenario.WithDefaults()
	l := &s.Network.Links[link]
	limit := BitRate(rateLimit * (1 - rounding))
	l.Capacity = new(min(limit, *l.Capacity*BitRate(factor)))
	for i := range l.Steps {
		l.Steps[i].Capacity = min(limit, l.Steps[i].Capacity*BitRate(factor))
	}
	return s
}

// Rates of two digits are numbered: 10 to 99 times each power of ten.
const ratesPerDecade = 90

// roundRate is a rate of two digits, in bit/s.
func roundRate(step int) float64 {
	return float64(10+step%ratesPerDecade) * math.Pow10(step/ratesPerDecade)
}

// roundStep is the number of the least rate of two digits that is not below a
// rate, of 10 bit/s for all below that.
func roundStep(rate float64) int {
	if !(rate > 10) {
		return 0
	}
	decade := int(math.Floor(math.Log10(rate))) - 1
	for step := max(0, (decade-1)*ratesPerDecade); ; step++ {
		if roundRate(step) >= rate*(1-rounding) {
			return step
		}
	}
}

// uncured says which objectives are missed whatever the capacity.
func uncured(most *Probe, l *Link) string {
	var missed []string
	for _, o := range most.Objectives {
		if o.Met {
			continue
		}
		name := o.Name
		if o.Link != "" {
			name += " on " + o.Link
		}
		missed = append(missed, fmt.Sprintf("%s is met in %s of the replications", name, only(o.Probability)))
	}
	if len(missed) == 0 {
		missed = []string{fmt.Sprintf("everything is promoted by the horizon in %s of the replications", only(most.Finished))}
	}
	text := strings.Join(missed, ", ") + fmt.Sprintf(" with %d times its capacity: no uplink cures that", reach)
	switch {
	case l.Limit != nil && len(l.Throttle) > 0:
		text += " while its migration limit and throttles stay as they are"
	case l.Limit != nil:
		text += " while its migration limit stays as it is"
	case len(l.Throttle) > 0:
		text += " while its throttles stay as they are"
	}
	return text
}
