package simulate

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLineKeepsItsOrder: whatever enters and leaves, the first in order is in
// front, and of equals the one that came first.
func TestLineKeepsItsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l line
		var want []int
		for i := range rapid.IntRange(1, 60).Draw(t, "steps") {
			if l.len() != len(want) {
				t.Fatalf("%d wait, want %d", l.len(), len(want))
			}
			if len(want) > 0 && rapid.Bool().Draw(t, "leaves") {
				if got := l.pop(); got != want[0] {
					t.Fatalf("%d leaves, want %d", got, want[0])
				}
				want = want[1:]
				continue
			}
			item := 1000*rapid.IntRange(0, 5).Draw(t, "rank") + i
			l.push(item, func(other int) bool { return other/1000 > item/1000 })
			want = append(slices.Clone(want), item)
			slices.SortStableFunc(want, func(a, b int) int { return a/1000 - b/1000 })
		}
	})
}
