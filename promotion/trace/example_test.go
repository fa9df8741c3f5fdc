package trace_test

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

func Example() {
	log := `{"at":"2026-01-05T09:00:00Z","release":"retail","event":"decide","members":2}
{"at":"2026-01-05T09:05:00Z","release":"retail","asset":"db-01","event":"replicate","by":"adoption"}
{"at":"2026-01-06T02:10:00Z","release":"retail","asset":"db-01","saw":{"phases":["in-sync"]}}
`
	verdict, err := trace.Check(promotion.Staged(), trace.Read(strings.NewReader(log)), trace.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(verdict)
	// Output:
	// diverges at line 3: seeing {"phases":["in-sync"]} is impossible for asset db-01
	// 	asset replicating link=live, release gathering model=staged members=2 ready=0: seen: {"phases":["in-sync"]}
}

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

// A tool that does not say when an asset is in sync leaves it open, until
// something tells.
func ExampleOptions() {
	c, err := trace.NewChecker(promotion.Staged(), trace.Options{Hidden: []promotion.Kind{promotion.KindInSync}})
	if err != nil {
		log.Fatal(err)
	}
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	c.Add(trace.Record{At: at, Release: "retail", Event: promotion.Decide(1)})
	c.Add(trace.Record{At: at, Release: "retail", Asset: "db-01", Event: promotion.Replicate()})
	fmt.Println(c.Verdict())
	c.Add(trace.Record{At: at, Release: "retail", Asset: "db-01", Event: promotion.Launch()})
	fmt.Println(c.Verdict())
	// Output:
	// inconclusive: asset db-01: 2 states are possible
	// 	asset replicating link=live, release gathering model=staged members=1 ready=0
	// 	asset in-sync link=live, release gathering model=staged members=1 ready=0
	// conforms
}

// A log is written one record at a time.
func ExampleAppend() {
	at := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	var text []byte
	for _, r := range []trace.Record{
		{At: at, Release: "retail", Event: promotion.Decide(2).As(promotion.Adoption)},
		{At: at, Release: "retail", Asset: "db-01", Saw: &trace.Sight{Phases: trace.Phases{promotion.PhaseBacklog}}},
	} {
		var err error
		if text, err = trace.Append(text, r); err != nil {
			log.Fatal(err)
		}
	}
	os.Stdout.Write(text)
	// Output:
	// {"at":"2026-01-05T09:00:00Z","release":"retail","event":"decide","by":"adoption","members":2}
	// {"at":"2026-01-05T09:00:00Z","release":"retail","asset":"db-01","saw":{"phases":["backlog"]}}
}

// What the lifecycles of the tools say in the words of this library, and what
// they cannot say.
func ExampleAdapters() {
	for _, a := range trace.Adapters() {
		fmt.Printf("%s, %s\n", a.Tool, a.Field)
		for _, s := range a.States {
			if len(s.Phases) == 0 {
				fmt.Printf("  %s: nothing\n", s.Name)
			} else {
				fmt.Printf("  %s: %v\n", s.Name, s.Phases)
			}
		}
		never, blurred := a.Unseen(promotion.SingleStep())
		fmt.Printf("  never shown: %v; only with others: %v\n", never, blurred)
	}
	// Output:
	// AWS Application Migration Service, SourceServer.lifeCycle.state
	//   DISCOVERED: [backlog]
	//   PENDING_INSTALLATION: [backlog]
	//   NOT_READY: [replicating]
	//   READY_FOR_TEST: [in-sync]
	//   TESTING: [launched]
	//   READY_FOR_CUTOVER: [launched staged]
	//   CUTTING_OVER: [cutting-over]
	//   CUTOVER: [severed landed promoted retired]
	//   STOPPED: nothing
	//   DISCONNECTED: nothing
	//   never shown: [abandoned]; only with others: [staged severed landed promoted retired]
	// Azure Migrate (agentless), migrationItem.migrationState
	//   None: [backlog]
	//   EnableMigrationInProgress: [backlog replicating]
	//   EnableMigrationFailed: [backlog]
	//   InitialSeedingInProgress: [replicating]
	//   InitialSeedingFailed: nothing
	//   Replicating: [in-sync launched staged]
	//   SuspendingProtection: nothing
	//   ProtectionSuspended: nothing
	//   ResumeInitiated: nothing
	//   ResumeInProgress: nothing
	//   MigrationInProgress: [cutting-over severed]
	//   MigrationFailed: nothing
	//   MigrationPartiallySucceeded: [landed]
	//   MigrationCompletedWithInformation: [landed promoted retired]
	//   MigrationSucceeded: [landed promoted retired]
	//   DisableMigrationInProgress: nothing
	//   DisableMigrationFailed: nothing
	//   never shown: [abandoned]; only with others: [in-sync launched staged cutting-over severed promoted retired]
	// Google Migrate to Virtual Machines, MigratingVm.state
	//   PENDING: [backlog]
	//   READY: [backlog]
	//   FIRST_SYNC: [replicating]
	//   ACTIVE: [in-sync launched staged]
	//   PAUSED: nothing
	//   FINAL_SYNC: [cutting-over]
	//   CUTTING_OVER: [cutting-over]
	//   CUTOVER: [severed landed promoted]
	//   FINALIZING: [landed promoted retired]
	//   FINALIZED: [landed promoted retired]
	//   FINALIZED_EXPIRED: [landed promoted retired]
	//   EXPIRED: nothing
	//   ERROR: nothing
	//   never shown: [abandoned]; only with others: [in-sync launched staged severed landed promoted retired]
}
