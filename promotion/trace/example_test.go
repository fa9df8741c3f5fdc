package trace_test

import (
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

func ExampleCheck() {
	log := `{"at":"2026-01-05T09:00:00Z","release":"retail","event":"decide","members":1}
{"at":"2026-01-05T09:05:00Z","release":"retail","asset":"db-01","event":"replicate"}
{"at":"2026-01-06T02:10:00Z","release":"retail","asset":"db-01","event":"launch"}
`
	verdict, err := trace.Check(promotion.Staged(), trace.Read(strings.NewReader(log)), trace.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(verdict)
	// Output:
	// diverges at line 3: launch is impossible for asset db-01
	// 	asset replicating link=live, release gathering model=staged members=1 ready=0: promotion: launch refused in replicating: possible there: in-sync, abandon (staged; Promotion models: Staged promotion)
}
