package replication

import "math"

// Precopy is an iterative copy of something that goes on changing: pass after
// pass carries what was written during the one before, until little enough is
// left to stop the source and carry the rest.
type Precopy struct {
	Size      float64 // bytes of the first pass
	Bandwidth float64 // bytes per second, above 0
	Drift     float64 // bytes per second written by the source
	Threshold float64 // bytes left at which the source is stopped
	Resume    float64 // seconds to start the copy after the last byte

	// WorkingSet is the most bytes that a pass has to carry, since the others
	// were written more than once; 0 for no bound.
	WorkingSet float64
	// MaxPasses is the number of passes after which the source is stopped
	// whatever is left; 0 for no bound.
	MaxPasses int
}

// PrecopyResult is how an iterative copy ends.
type PrecopyResult struct {
	Passes    int     // before the source is stopped
	Remaining float64 // bytes carried while it stands still
	Downtime  float64 // seconds from the stop until the copy runs
	Total     float64 // seconds from the beginning until the copy runs
	Sent      float64 // bytes carried in all
	Converged bool    // the threshold was reached, not the bound on passes
}

// Run returns how the copy ends. With λ = drift ÷ bandwidth, pass i carries
// size·λ^i, so that for λ < 1 the threshold is reached after
// ⌈ln(threshold ÷ size) ÷ ln λ⌉ passes. For λ ≥ 1 the passes don't shrink: the
// copy ends only by a bound on passes or by a working set that is within the
// threshold. There is no result where it never ends, where a field is negative
// or not finite, or where amounts grow beyond all numbers.
//
// Sources: Clark et al., "Live migration of virtual machines", NSDI 2005; Liu
// et al., "Performance and energy modeling for live migration of virtual
// machines", HPDC 2011.
func (p Precopy) Run() (PrecopyResult, bool) {
	if !amounts(p.Size, p.Bandwidth, p.Drift, p.Threshold, p.Resume, p.WorkingSet) || p.Bandwidth == 0 || p.MaxPasses < 0 {
		return PrecopyResult{}, false
	}
	passes, converged, ok := p.passes()
	if !ok {
		return PrecopyResult{}, false
	}
	r := PrecopyResult{Passes: passes, Converged: converged, Remaining: p.pass(passes), Sent: p.sent(passes)}
	r.Downtime = r.Remaining/p.Bandwidth + p.Resume
	r.Total = r.Sent/p.Bandwidth + p.Resume
	if !amounts(r.Remaining, r.Sent, r.Downtime, r.Total) {
		return PrecopyResult{}, false
	}
	return r, true
}

// cap returns the most that a pass after the first carries.
func (p Precopy) cap() float64 {
	if p.WorkingSet == 0 {
		return math.Inf(1)
	}
	return p.WorkingSet
}

// pass returns the bytes of pass i. A working set cuts the second pass, and
// with a shrinking or constant factor all others follow from it; with a growing
// one the cut holds from where it is reached.
func (p Precopy) pass(i int) float64 {
	factor := p.Drift / p.Bandwidth
	if i == 0 {
		return p.Size
	}
	if factor < 1 {
		return min(p.Size*factor, p.cap()) * math.Pow(factor, float64(i-1))
	}
	return min(p.Size*math.Pow(factor, float64(i)), p.cap())
}

// passes returns the number of passes before the stop, and whether it is the
// threshold that stops.
func (p Precopy) passes() (n int, converged, ok bool) {
	most := p.MaxPasses
	if most == 0 {
		most = math.MaxInt
	}
	enough := p.Threshold * (1 + 1e-12) // rounding must not cost a pass
	factor := p.Drift / p.Bandwidth
	switch {
	case p.Size <= enough:
		return 0, true, true
	case p.pass(1) <= enough:
		return 1, true, true
	case factor >= 1 || p.Threshold == 0:
		return most, false, p.MaxPasses > 0
	}
	need := 1 + math.Ceil(math.Log(p.Threshold/p.pass(1))/math.Log(factor))
	if !(need < math.MaxInt32) {
		return most, false, p.MaxPasses > 0
	}
	n = int(need)
	for n > 1 && p.pass(n-1) <= enough {
		n--
	}
	for p.pass(n) > enough {
		n++
	}
	if n > most {
		return most, false, true
	}
	return n, true, true
}

// sent returns the bytes of passes 0 to n.
func (p Precopy) sent(n int) float64 {
	factor := p.Drift / p.Bandwidth
	if n == 0 {
		return p.Size
	}
	if factor < 1 {
		return p.Size + p.pass(1)*geometric(factor, n)
	}
	// Passes grow until the working set cuts them.
	growing := n
	if room := p.cap() / p.Size; factor > 1 && !math.IsInf(room, 1) {
		growing = int(min(float64(n), max(0, math.Floor(math.Log(room)/math.Log(factor)))))
	} else if p.cap() < p.Size {
		growing = 0
	}
	return p.Size*geometric(factor, growing+1) + float64(n-growing)*min(p.cap(), math.MaxFloat64)
}

// geometric returns 1 + x + … + x^(n−1), accurate for x near 1, too.
func geometric(x float64, n int) float64 {
	switch x {
	case 0:
		return min(1, float64(n))
	case 1:
		return float64(n)
	}
	return math.Expm1(float64(n)*math.Log(x)) / (x - 1)
}
