package replication_test

import (
	"fmt"
	"time"

	"github.com/landfall-sim/landfall/replication"
)

// A server of 900 GB writes 2 MB/s and is copied over 50 MB/s. When is the copy
// in sync, and what is lost if the server is, three hours after the path?
func Example() {
	seconds, ok := replication.InSyncTime(900e9, 50e6, 2e6)
	if !ok {
		fmt.Println("never: the server writes as fast as the path carries")
		return
	}
	fmt.Println("in sync after", time.Duration(seconds)*time.Second)

	trail := replication.Begin(nil, 2e6, 0) // from then on
	trail.Advance(0, 3*time.Hour, 0, func(replication.Segment) {})
	lag := trail.Lag(3 * time.Hour)
	fmt.Printf("lost: %.0f h of writes, %.1f GB\n", lag/3600, lag*2e6/1e9)
	// Output:
	// in sync after 5h12m30s
	// lost: 3 h of writes, 21.6 GB
}
