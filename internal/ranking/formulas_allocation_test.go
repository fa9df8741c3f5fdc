package ranking_test

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// ocba returns the share of a budget of replications that each model should get
// so that the one with the smallest mean is most likely found, for given means and
// standard deviations, above 0, of independent normal numbers. With dᵢ the
// distance of a mean from the smallest and b the model that has it, Nᵢ/Nⱼ =
// ((σᵢ/dᵢ)/(σⱼ/dⱼ))² and N_b = σ_b √Σ Nᵢ²/σᵢ² (Chen, Lin, Yücesan and Chick,
// "Simulation budget allocation for further enhancing the efficiency of ordinal
// optimization", Discrete Event Dynamic Systems 10, 2000). It is an error if the
// smallest mean is not the only one of its size, as no budget tells equals apart.
func ocba(means, deviations []float64) ([]float64, error) {
	if len(means) < 2 || len(means) != len(deviations) {
		return nil, fmt.Errorf("ranking: %d means and %d deviations, want as many of both, 2 or more", len(means), len(deviations))
	}
	best := 0
	for i, m := range means {
		if m < means[best] {
			best = i
		}
	}
	shares := make([]float64, len(means))
	total, squares := 0.0, 0.0
	for i, m := range means {
		d, s := m-means[best], deviations[i]
		if !(s > 0) || i != best && !(d > 0) {
			return nil, fmt.Errorf("ranking: model %d has mean %v and deviation %v, want a mean above %v and a deviation above 0", i, m, s, means[best])
		}
		if i != best {
			shares[i] = (s / d) * (s / d)
			total += shares[i]
			squares += shares[i] / s * (shares[i] / s)
		}
	}
	shares[best] = deviations[best] * math.Sqrt(squares)
	total += shares[best]
	for i := range shares {
		shares[i] /= total
	}
	return shares, nil
}

// differenceVariance is the variance of the difference of two numbers with given
// standard deviations and correlation, −1 to 1. Common random numbers make it
// small (Law, "Simulation Modeling and Analysis", 5th ed., section 11.2).
func differenceVariance(s1, s2, correlation float64) float64 {
	return s1*s1 + s2*s2 - 2*correlation*s1*s2
}

// correctSelection is the probability that the better of two models, delta ahead,
// has the better mean, if the difference of the means is normal with a variance.
func correctSelection(delta, variance float64) float64 {
	return math.Erfc(-delta/math.Sqrt(2*variance)) / 2
}

// pairsNeeded is the least number of pairs of observations with which the better
// of two models, delta above 0 ahead, has the better mean with a probability of p,
// in (0.5, 1), if the difference of one pair is normal with a variance.
func pairsNeeded(delta, variance, p float64) int {
	z := mathext.NormalQuantile(p)
	return max(1, int(math.Ceil(z*z*variance/(delta*delta))))
}
