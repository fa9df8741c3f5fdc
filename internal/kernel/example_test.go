package kernel_test

import (
	"fmt"
	"time"

	"github.com/landfall-sim/landfall/internal/kernel"
)

// A copy is due after ten hours. After four the link gets faster, so it is done
// an hour later; what was to happen at the same moment keeps to its phase.
func Example() {
	const done, faster, begin = 1, 2, 3
	hour := int64(time.Hour)

	var q kernel.Queue
	q.Schedule(5*hour, kernel.Event{Kind: begin, Phase: 2})
	end := q.Schedule(10*hour, kernel.Event{Kind: done, Phase: 1})
	q.Schedule(4*hour, kernel.Event{Kind: faster, Phase: 0})

	for {
		at, e, ok := q.Pop()
		if !ok {
			break
		}
		switch e.Kind {
		case faster:
			q.Retime(end, 5*hour)
		case done:
			fmt.Println("done after", time.Duration(at))
		case begin:
			fmt.Println("the next one begins after", time.Duration(at))
		}
	}
	// Output:
	// done after 5h0m0s
	// the next one begins after 5h0m0s
}
