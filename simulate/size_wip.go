package simulate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// mostWIPs is how many limits on work in progress are tried at most.
const mostWIPs = 24

// WIPSize is the limit on work in progress with which the model ends first:
// with which everything is promoted earliest in the wanted share of the
// replications. Of equals it is the smallest; one as large as the number of
// workloads is no limit. More work in progress need not end earlier: what is in
// sync takes the link from what is seeded. Up to 24 workloads all are tried,
// else some over the whole range and then those around the best, so that the
// answer is the best of those tried.
type WIPSize struct {
	Current    *int     `json:"current"` // nil without a limit
	Best       *int     `json:"best"`
	Reason     string   `json:"reason,omitempty"`
	Answer     *Probe   `json:"answer"`
	Exhaustive bool     `json:"exhaustive"` // all were tried
	Tried      []WIPEnd `json:"tried"`      // in rising order
}

// WIPEnd is when a limit on work in progress ends.
type WIPEnd struct {
	WIP      int      `json:"wip"`
	Finish   *float64 `json:"finish"` // as in Probe
	Finished float64  `json:"finished"`
}

// wip finds the best limit. The scenario as it is has been simulated.
func (z *sizer) wip(ctx context.Context, current *Probe) (WIPSize, error) {
	workloads := 0
	for _, sub := range z.scenario.Portfolio {
		workloads += len(sub.Workloads)
	}
	out := WIPSize{Current: z.scenario.Backlog.WIP, Exhaustive: workloads <= mostWIPs, Tried: []WIPEnd{}}
	now := workloads
	if out.Current != nil {
		now = min(now, *out.Current)
	}
	known := *current
	known.Value = float64(now)
	ends := map[int]*Probe{now: &known}
	try := func(wip int) error {
		if ends[wip] != nil || len(ends) > mostWIPs {
			return nil
		}
		s := z.scenario.WithDefaults()
		s.Backlog.WIP = &wip
		p, err := z.probe(ctx, s, all, true)
		if err == nil {
			p.Value = float64(wip)
			ends[wip] = p
		}
		return err
	}
	for _, wip := range wipSpread(workloads) {
		if err := try(wip); err != nil {
			return out, err
		}
	}
	for len(ends) <= mostWIPs {
		next := around(ends)
		if len(next) == 0 {
			break
		}
		for _, wip := range next {
			if err := try(wip); err != nil {
				return out, err
			}
		}
	}
	for _, wip := range sortedKeys(ends) {
		out.Tried = append(out.Tried, WIPEnd{wip, ends[wip].Finish, ends[wip].Finished})
	}
	best := bestWIP(ends)
	if ends[best].Finish == nil {
		out.Reason = fmt.Sprintf("with no limit that was tried is everything promoted by the horizon in %s of the replications", percent(confidence(z.scenario)))
		return out, nil
	}
	out.Best, out.Answer = &best, ends[best]
	return out, nil
}

// wipSpread lists up to mostWIPs limits: all, or some at equal ratios.
func wipSpread(workloads int) []int {
	var list []int
	if workloads <= mostWIPs {
		for wip := 1; wip <= workloads; wip++ {
			list = append(list, wip)
		}
		return list
	}
	const points = 14
	for i := range points {
		list = append(list, int(math.Round(math.Pow(float64(workloads), float64(i)/(points-1)))))
	}
	return slices.Compact(list)
}

// around lists the limits halfway between the best and its neighbors.
func around(ends map[int]*Probe) []int {
	keys := sortedKeys(ends)
	i := slices.Index(keys, bestWIP(ends))
	var list []int
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(keys) {
			continue
		}
		if middle := (keys[i] + keys[j]) / 2; ends[middle] == nil {
			list = append(list, middle)
		}
	}
	return list
}

// bestWIP is the smallest limit that ends first.
func bestWIP(ends map[int]*Probe) int {
	best := 0
	for _, wip := range sortedKeys(ends) {
		end := ends[wip].Finish
		switch {
		case best == 0:
			best = wip
		case end == nil:
		case ends[best].Finish == nil || *end < *ends[best].Finish*(1-rounding):
			best = wip
		}
	}
	return best
}

func sortedKeys(ends map[int]*Probe) []int {
	var keys []int
	for wip := range ends {
		keys = append(keys, wip)
	}
	slices.Sort(keys)
	return keys
}
