package staging_test

import (
	"fmt"
	"time"

	"github.com/landfall-sim/landfall/staging"
)

func Example() {
	noon := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
	ready := staging.Check(staging.Facts{
		Workload: "erp",
		Assets:   []string{"db-01"},
		Runs:     []staging.TestRun{{Test: "smoke", Asset: "db-01", Began: noon, Passed: true}},
		Report:   []staging.ReportEntry{{Asset: "db-01", Source: "dc1", Target: "cloud"}},
	})
	fmt.Println("complete:", ready.Complete())
	fmt.Println(ready.Err())
	// Output:
	// complete: automated-testing,migration-documentation,configuration-documentation
	// staging: incomplete: erp: backlog documentation: the backlog has not been updated
}

func ExampleCheck() {
	noon := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
	ready := staging.Check(staging.Facts{
		Workload: "erp",
		Assets:   []string{"db-01"},
		Runs:     []staging.TestRun{{Test: "smoke", Asset: "db-01", Began: noon, Passed: true}},
		Report:   []staging.ReportEntry{{Asset: "db-01", Source: "dc1", Target: "cloud"}},
		Changes:  []staging.Change{{Asset: "db-01", Made: noon.Add(time.Hour), Occasion: staging.Staging, What: "memory doubled"}},
	})
	for _, gap := range ready.Gaps {
		fmt.Println(gap)
	}
	fmt.Println("complete:", ready.Complete())
	// Output:
	// automated testing: db-01: test smoke ran 2026-01-05T12:00:00Z, before the change of 2026-01-05T13:00:00Z (memory doubled)
	// configuration documentation: db-01: the change of 2026-01-05T13:00:00Z (memory doubled) has no document
	// backlog documentation: the backlog has not been updated
	// complete: migration-documentation
}

// A company that also wants a runbook for every asset adds it to the checklist.
func ExampleItem() {
	runbooks := map[string]bool{"db-01": true}
	runbook := staging.Item{Deliverable: staging.ConfigurationDocumentation, Missing: func(f staging.Facts) []staging.Gap {
		var gaps []staging.Gap
		for _, asset := range f.Assets {
			if !runbooks[asset] {
				gaps = append(gaps, staging.Gap{Asset: asset, Reason: "has no runbook"})
			}
		}
		return gaps
	}}
	ready := staging.Check(staging.Facts{Workload: "erp", Assets: []string{"db-01", "web-01"}}, runbook)
	for _, gap := range ready.Gaps {
		if gap.Deliverable == staging.ConfigurationDocumentation {
			fmt.Println(gap)
		}
	}
	// Output: configuration documentation: web-01: has no runbook
}

func ExampleSet() {
	done := staging.Of(staging.AutomatedTesting, staging.BacklogDocumentation)
	fmt.Println(done.Complete(), done.Missing())
	// Output: false migration-documentation,configuration-documentation
}

func ExampleDocument_Markdown() {
	fmt.Println(staging.NewDocument(staging.Facts{Workload: "erp"}).Markdown()[:16])
	// Output: # Staging of erp
}
