package stream_test

import (
	"fmt"

	"github.com/landfall-sim/landfall/internal/stream"
)

// The luck of the web shop depends on nothing that is drawn for others.
func Example() {
	born := stream.PurposeOf("defects")
	for replication := range 3 {
		s := stream.New(1, replication, born, stream.EntityOf("workload", "web-shop"))
		fmt.Println(s.Poisson(1.5))
	}
	// Output:
	// 1
	// 1
	// 3
}
