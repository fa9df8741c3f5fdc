// Package promotion holds the models by which migrated workloads become
// production: single-step, staged and flight promotion.
//
// A model is a table of rules. It knows two kinds of things, each a comparable
// value of a few bytes that begins as its zero value: a [State] for every asset,
// and a [Release] for the assets that are promoted together. An [Event] says what
// somebody wants to do or has seen; a step returns what comes of it and the
// [Effects] that the host must carry out:
//
//	package main
//
//	import (
//		"fmt"
//
//		"github.com/landfall-sim/landfall/promotion"
//	)
//
//	func main() {
//		m := promotion.Staged()
//		var s promotion.State // in the backlog, where every asset begins
//		for _, e := range []promotion.Event{promotion.Replicate(), promotion.InSync(), promotion.Migrate()} {
//			next, effects, err := m.Step(s, e)
//			if err != nil {
//				fmt.Println(err)
//				break
//			}
//			s = next
//			fmt.Printf("%v: %v, to do: [%v]\n", e, s.Phase, effects)
//		}
//	}
//
// It prints:
//
//	replicate: replicating, to do: [start-replication]
//	in-sync: in-sync, to do: []
//	promotion: migrate refused in in-sync: possible there: launch, abandon (staged; Promotion models: Staged promotion)
//
// A host keeps one Release per unit and one State per asset. It takes the
// release through [Model.StepRelease], beginning with [Decide], and its assets
// through [Model.StepMember], or in place [Model.Advance], which refuses what
// the release forbids and counts how far its members are. [Model.Step] is for an
// asset alone. The example of the package is such a host. Values are stored as JSON, or as the text that
// [ParseState], [ParseRelease] and [ParseEvent] read; later versions read what
// earlier ones have written.
//
// The package decides what may happen, who may do it and what follows. It never
// does it: it knows no time, draws no random numbers and does no input or output.
// All functions may be called by many goroutines at once. A step of an asset,
// taken or refused, takes some nanoseconds and no memory.
//
// # Why it can be trusted
//
// Every model obeys the laws that [Laws] returns, each with what it rests on.
// [Model.Check] explores every state that an asset, a release and a release
// with up to three assets can come to, and reports each broken law with a
// shortest way to see it. It works for models of one's own, made by [Define].
//
// # Choices
//
// Where the sources are silent, the models say:
//   - An event without a role is taken as coming from somebody who may.
//   - A discarded copy takes its evidence with it: all four deliverables are
//     due again.
//   - Who owns the data may waive its coverage while it is staged. A redeployment
//     forgets that, as it forgets everything else.
//   - A withdrawn member voids the approval; a rollback does not.
//   - In a rollback the secondary replications start before users are back.
//   - After a hold or a fix forward the flight bakes anew.
//   - A unit can be abandoned until its promotion begins, and after a rollback.
package promotion
