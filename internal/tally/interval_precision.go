package tally

import "math"

// Estimate is what is known so far of one quantity that has to become precise.
type Estimate struct {
	N        int     // observations
	Value    float64 // the mean, quantile or share, in the quantity's unit
	Interval Interval
	Known    bool    // false where there are too few observations for an interval
	Enough   float64 // a distance, at least 0, in the quantity's unit, that is precise enough however small the value is
}

// Error returns the distance from the value to the farther end of its interval.
func (e Estimate) Error() float64 {
	return max(e.Value-e.Interval.Low, e.Interval.High-e.Value)
}

// Standing says whether a simulation needs more replications.
type Standing uint8

// The standings.
const (
	GoOn       Standing = iota // something is not precise yet
	Reached                    // everything is precise
	OutOfReach                 // no replication had the quantities that are not precise
)

// Precision is a rule for stopping. Its zero value asks for the impossible:
// intervals of no width.
type Precision struct {
	Relative float64 // the relative error wanted, above 0: 0.02 is 2 %
	Least    int     // replications before which no interval is believed
}

// Progress is how far the precision is reached.
type Progress struct {
	Standing Standing
	Widest   int     // index of the estimate that is farthest from being precise; -1 if none has an interval
	Ratio    float64 // error of the widest, as a multiple of what is allowed; at most 1 once reached
	Needed   int     // observations that the widest will have taken, by a rule of thumb; 0 if no number can be told
}

// Judge decides after n replications whether all estimates are precise. An
// estimate is, if its [Estimate.Error] is at most γ/(1 + γ) of the absolute value,
// γ being the wanted relative error: as the value that is sought lies in the
// interval, the relative error, which is taken of the sought value, is at most γ
// (Law, "Simulation Modeling and Analysis", 5th ed., section 9.4.1). Equal
// observations are precise, zeros as well. The error of a quantity that is about 0
// never gets small beside it; Enough bounds it by a distance.
//
// The rule looks more often than once, and stops when an interval happens to be
// short. So it should look seldom and first after some tens of replications.
func (p Precision) Judge(n int, estimates []Estimate) Progress {
	progress := Progress{Widest: -1}
	missing, unsure := 0, 0
	for i, e := range estimates {
		switch {
		case e.N == 0:
			missing++
		case !e.Known:
			unsure++
		default:
			if ratio := p.ratio(e); progress.Widest < 0 || ratio > progress.Ratio {
				progress.Widest, progress.Ratio = i, ratio
			}
		}
	}
	if progress.Widest >= 0 {
		progress.Needed = needed(estimates[progress.Widest].N, progress.Ratio)
	}
	switch {
	case n < p.Least || unsure > 0 || progress.Ratio > 1:
	case missing > 0:
		progress.Standing = OutOfReach
	default:
		progress.Standing = Reached
	}
	return progress
}

// ratio is an estimate's error by what is allowed.
func (p Precision) ratio(e Estimate) float64 {
	got, allowed := e.Error(), max(p.Relative/(1+p.Relative)*math.Abs(e.Value), e.Enough)
	switch {
	case got <= 0:
		return 0
	case allowed > 0:
		return got / allowed
	}
	return math.MaxFloat64
}

// needed takes it that errors fall with the square root of the number of
// observations.
func needed(n int, ratio float64) int {
	total := math.Ceil(float64(n) * ratio * ratio)
	if !(total < 1e15) {
		return 0
	}
	return max(n, int(total))
}
