// Package trace holds records of what happened in a migration, and checks
// whether they follow a promotion model.
//
// A log is a text of one JSON object a line, in the order in which things
// happened:
//
//	package main
//
//	import (
//		"fmt"
//		"strings"
//
//		"github.com/landfall-sim/landfall/promotion"
//		"github.com/landfall-sim/landfall/promotion/trace"
//	)
//
//	func main() {
//		log := `{"at":"2026-01-05T09:00:00Z","release":"retail","event":"decide","members":2}
//	{"at":"2026-01-05T09:05:00Z","release":"retail","asset":"db-01","event":"replicate","by":"adoption"}
//	{"at":"2026-01-06T02:10:00Z","release":"retail","asset":"db-01","saw":{"phases":["in-sync"]}}
//	`
//		verdict, err := trace.Check(promotion.Staged(), trace.Read(strings.NewReader(log)), trace.Options{})
//		if err != nil {
//			fmt.Println(err)
//			return
//		}
//		fmt.Println(verdict)
//	}
//
// It prints, since the log does not say how the asset came to be in sync:
//
//	diverges at line 3: seeing {"phases":["in-sync"]} is impossible for asset db-01
//		asset replicating link=live, release gathering model=staged members=2 ready=0: seen: {"phases":["in-sync"]}
//
// A record is an event of a release, an event of one of its assets, or
// something that was seen of either. Records of what was measured, the rate of a
// link or the lag of an asset, may stand between them; they are not checked.
// [Read] reads them and [Append] writes them; [Check] answers whether they
// follow a model.
//
// Tools do not log everything. [Options.Hidden] names the events that a log
// leaves out: the checker then carries every state that the log so far allows.
// [Options.AssetsOnly] is for tools that know nothing of releases. What the
// lifecycles of three migration tools (AWS Application Migration Service, Azure
// Migrate without agents, Google Migrate to Virtual Machines) say in the words of
// this library is in [Adapters]; its example lists it, with what they cannot say.
//
// The package never opens files and knows no time but that of the records.
//
// # What the answers mean
//
//   - [Conforms]: every record was possible, and it is known where everything
//     stands.
//   - [Diverges]: a record was impossible, whatever the log has left out. The
//     verdict names its line, what was possible before and why each refuses it.
//   - [Inconclusive]: every record was possible, but events that are not logged
//     leave open where something stands, or nothing was recorded.
//
// # What is caught
//
// Of logs of simulated migrations with one record dropped, 93 % are caught, with
// one doubled 86 %, with one swapped with the next 25 % (19 to 28 % by model), the
// times being left where they are. The rest follow the model as well, and a test
// holds them to that. Most tell nothing else than the true log:
//   - dropped: the last event of an asset; one before a redeployment that is
//     allowed before it, too;
//   - doubled: decide, record and waive, which said twice are said once;
//   - swapped: events of two assets, or of two releases, which do not depend on
//     each other. Of one asset, or of an asset and its release, every wrong order
//     is caught.
//
// Two kinds tell something else, and are not caught unless the effective share
// was seen:
//   - dropped: the route of a flight between the first and the last, since the
//     users who have moved before may be watched anew, as they are after a hold;
//   - dropped: moved, where the flight fails next, since it may also fail while
//     its users are on their way.
//
// A log that ends early conforms: what has not happened yet is not wrong. A
// release with more assets than were decided diverges with the first event of the
// one too many; those that were abandoned do not count.
//
// With hidden events the checker treats the assets of a release as independent
// of each other where their order is unknown: it may then accept a log that no
// single order explains, and never calls a possible one impossible.
package trace
