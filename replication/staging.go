package replication

import "math"

// HeldAssets are equal assets that are seeded over one path and then kept in
// sync while they wait in staging: each takes its drift away from those that
// follow.
//
// Source: Microsoft Cloud Adoption Framework, "Replicate assets", on the
// cumulative effect of disk drift; the sums are derived from it.
type HeldAssets struct {
	Assets    int
	Size      float64 // bytes of each
	Drift     float64 // bytes per second that each goes on writing
	Bandwidth float64 // bytes per second of the path
}

func (h HeldAssets) valid() bool {
	return h.Assets >= 0 && amounts(h.Size, h.Drift, h.Bandwidth)
}

// FirstEstimate returns the seconds that all bytes take if nothing is written
// meanwhile.
func (h HeldAssets) FirstEstimate() (seconds float64, ok bool) {
	if !h.valid() {
		return 0, false
	}
	return quotient(float64(h.Assets)*h.Size, h.Bandwidth)
}

// Released returns the seconds until all are seeded, one after the other, if
// each lets go of its link as soon as it is in sync: N·S ÷ (C − d).
func (h HeldAssets) Released() (seconds float64, ok bool) {
	if !h.valid() {
		return 0, false
	}
	return InSyncTime(float64(h.Assets)*h.Size, h.Bandwidth, h.Drift)
}

// OneByOne returns the seconds until all are in sync, seeded one after the
// other and held: Σ S ÷ (C − i·d) for i from 1 to N. They never are where N·d
// reaches C.
func (h HeldAssets) OneByOne() (seconds float64, ok bool) {
	if !h.valid() || h.Assets > 0 && h.Drift*float64(h.Assets) >= h.Bandwidth {
		return 0, false
	}
	if h.Drift == 0 {
		return h.FirstEstimate()
	}
	first := max(0, h.Assets-summedAssets)
	sum := h.smooth(float64(first))
	for i := first + 1; i <= h.Assets; i++ {
		sum += h.Size / (h.Bandwidth - float64(i)*h.Drift)
	}
	return finite(sum)
}

// summedAssets is how many terms of a sum are added one by one.
const summedAssets = 10000

// smooth is Σ S ÷ (C − i·d) for i from 1 to n by the formula of Euler and
// Maclaurin, exact to rounding where n + summedAssets assets can be held, since
// neighbors then hardly differ.
func (h HeldAssets) smooth(n float64) float64 {
	if n == 0 {
		return 0
	}
	left := func(i float64) float64 { return h.Bandwidth - i*h.Drift }
	a, b := left(1), left(n)
	area := math.Log1p((n-1)*h.Drift/b) / h.Drift
	return h.Size * (area + (1/a+1/b)/2 + h.Drift/12*(1/(b*b)-1/(a*a)))
}

// Together returns the seconds until all are in sync, seeded at the same time
// and held: N·S ÷ (C − N·d). They never are where N·d reaches C.
func (h HeldAssets) Together() (seconds float64, ok bool) {
	if !h.valid() {
		return 0, false
	}
	if h.Assets == 0 {
		return 0, true
	}
	n := float64(h.Assets)
	return InSyncTime(n*h.Size, h.Bandwidth, n*h.Drift)
}

// Holdable returns the most assets of this drift that the path keeps in sync:
// the largest number n with n·d < C, of which the others here say that it can
// be. There is no most where nothing drifts.
func (h HeldAssets) Holdable() (most int, ok bool) {
	if !h.valid() || h.Drift == 0 {
		return 0, false
	}
	n := math.Ceil(h.Bandwidth/h.Drift) - 1
	if !(n < math.MaxInt32*1024) {
		return 0, false
	}
	for n > 0 && n*h.Drift >= h.Bandwidth { // the quotient was rounded
		n--
	}
	for (n+1)*h.Drift < h.Bandwidth {
		n++
	}
	return max(0, int(n)), true
}

// Left returns the share of the path that is left for others while all are
// held, 0 where nothing is.
func (h HeldAssets) Left() (share float64, ok bool) {
	if !h.valid() || h.Bandwidth == 0 {
		return 0, false
	}
	return finite(max(0, 1-float64(h.Assets)*h.Drift/h.Bandwidth))
}

// Batch is a number of machines that are protected at the same time.
type Batch struct {
	Size  float64 // bytes of all seeds
	Drift float64 // bytes per second needed to keep them in sync afterwards
}

// BatchTime is how one of several batches is seeded.
type BatchTime struct {
	Bandwidth float64 // bytes per second that are left for it
	Start     float64 // seconds
	End       float64 // seconds
}

// Batches returns how batches are seeded, one after the other in the given
// order, on a path of a bandwidth. A batch that is seeded holds the part of the
// path that its changes need, and the next has what is left; what a batch
// writes while it is being seeded is not charged to it, so that the times are
// those of the planner and not of [InSyncTime]. It reports false, with those
// that can be seeded, where a batch finds nothing left.
//
// Source: Azure Site Recovery Deployment Planner, report for Hyper-V,
// recommendation for successful initial replication.
func Batches(bandwidth float64, batches []Batch) (times []BatchTime, ok bool) {
	left, now := bandwidth, 0.0
	if !amounts(bandwidth) {
		return nil, false
	}
	for _, b := range batches {
		if !amounts(b.Size, b.Drift) {
			return times, false
		}
		took, ok := quotient(b.Size, left)
		if !ok {
			return times, false
		}
		end, ok := finite(now + took)
		if !ok {
			return times, false
		}
		times = append(times, BatchTime{Bandwidth: left, Start: now, End: end})
		now, left = end, max(0, left-b.Drift)
	}
	return times, true
}
