package simulate

import (
	"strings"

	"github.com/landfall-sim/landfall/backlog"
)

// mostRings bounds the rings that are looked for in one scenario.
const mostRings = 20

// rings finds rings that share no node, the shortest first. Each node waits
// for the nodes of after, in a ring the first for the second.
func rings(after [][]int) [][]int {
	var found [][]int
	taken := make([]bool, len(after))
	for len(found) < mostRings {
		ring := backlog.Ring(len(after), func(i int) []int {
			if taken[i] {
				return nil
			}
			return after[i]
		})
		if ring == nil {
			break
		}
		found = append(found, ring)
		for _, i := range ring {
			taken[i] = true
		}
	}
	return found
}

// chain writes a ring as a → b → a.
func chain(ring []int, names []string) string {
	const most = 12
	var text strings.Builder
	for i, n := range ring {
		if i == most {
			text.WriteString("… → ")
			break
		}
		text.WriteString(names[n] + " → ")
	}
	return text.String() + names[ring[0]]
}
