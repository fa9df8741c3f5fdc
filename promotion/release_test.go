package promotion_test

import (
	"testing"

	"github.com/landfall-sim/landfall/promotion"
)

// from returns the releases that a model's events lead to from r, r included.
func from(m *promotion.Model, r promotion.Release) []promotion.Release {
	known := map[promotion.Release]bool{r: true}
	found := []promotion.Release{r}
	for i := 0; i < len(found); i++ {
		for e := range m.ReleaseEvents() {
			if next, _, err := m.StepRelease(found[i], e); err == nil && !known[next] {
				known[next] = true
				found = append(found, next)
			}
		}
	}
	return found
}

// TestReversible says of a promotion that it can be taken back exactly where
// the model has a way to users who are on their way back.
func TestReversible(t *testing.T) {
	for m := range promotion.Models() {
		for _, r := range from(m, promotion.Release{}) {
			want := false
			for _, later := range from(m, r) {
				want = want || r.Frozen() && later.Phase == promotion.ReleaseReturning
			}
			if got := r.Reversible(); got != want {
				t.Errorf("%v: reversible %v, want %v", r, got, want)
			}
		}
	}
}
