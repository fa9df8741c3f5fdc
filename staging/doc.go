// Package staging holds what must be done before a staged asset may leave
// staging: the four deliverables of the Microsoft Cloud Adoption Framework
// ("Understand staging activities during a migration", 2019), the evidence for
// them, the check that says what is missing and why, and the documents.
//
// A host records [Facts] as they happen and asks [Check]:
//
//	package main
//
//	import (
//		"fmt"
//		"time"
//
//		"github.com/landfall-sim/landfall/staging"
//	)
//
//	func main() {
//		noon := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
//		ready := staging.Check(staging.Facts{
//			Workload: "erp",
//			Assets:   []string{"db-01"},
//			Runs:     []staging.TestRun{{Test: "smoke", Asset: "db-01", Began: noon, Passed: true}},
//			Report:   []staging.ReportEntry{{Asset: "db-01", Source: "dc1", Target: "cloud"}},
//		})
//		fmt.Println("complete:", ready.Complete())
//		fmt.Println(ready.Err())
//	}
//
// It prints:
//
//	complete: automated-testing,migration-documentation,configuration-documentation
//	staging: incomplete: erp: backlog documentation: the backlog has not been updated
//
// [Readiness.Complete] is the [Set] that the events of package promotion carry.
// The checklist grows with an [Item] of one's own; a [Document] renders what was
// recorded, as a whole or one page a deliverable.
//
// The package decides what is missing. It never knows in which phase an asset is
// or what time it is, and does no input or output: times are the host's, and
// documents are text.
//
// # Choices
//
// Evidence is judged by when it was made: a test counts when it began at or
// after the last change to its asset, and every test named in [Facts.Tests] must
// have passed in its last run on every asset. The migration report must name every
// asset; each change must be described and documented; the backlog must have been
// updated at or after the last change.
package staging
