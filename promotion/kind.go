package promotion

// Kind says what an event is about. The zero value is no event.
type Kind uint8

// The kinds of events. Those of assets come first; KindPromote, KindLand,
// KindReturn and KindAbandon happen to releases as well.
const (
	KindNone       Kind = iota
	KindReplicate       // replication starts
	KindInSync          // the copy has caught up
	KindLaunch          // a copy starts in the tool's sandbox
	KindRecord          // staging deliverables have been completed
	KindStage           // staging ends
	KindDiscard         // the staged copy is deleted
	KindCutover         // single-step: the final drain begins
	KindSever           // single-step: the link is severed
	KindWaive           // the business owner accepts the loss of an uncovered asset
	KindDeploy          // the staged copy moves into the landing zone; synchronization ends
	KindMigrate         // the deployment has ended
	KindPass            // the tests of the migrated asset have been passed
	KindRedeploy        // the migrated asset must be seeded again
	KindLand            // the promoted copy is up, or has all users
	KindReturn          // in a rollback the asset is about to serve its users from the source again
	KindPromote         // it is production
	KindRetire          // the source is switched off for good
	KindAbandon         // it is given up
	KindDecide          // the release chooses this model
	KindStart           // a member replicates
	KindAdmit           // a member has become ready
	KindWithdraw        // a ready member is not ready any more
	KindLeave           // a member that is not ready leaves the unit
	KindApprove         // the business agrees
	KindBegin           // the promotion, or the flights, begin
	KindRoute           // a share of the users is wanted on the target
	KindConfigured      // the routing has been set
	KindMoved           // part of the users have moved
	KindArrive          // all users have moved
	KindBaked           // the flight has been watched long enough
	KindFail            // something has surfaced in a flight
	KindHold            // nobody else moves
	KindResume          // the flight goes on as it was
	KindFixForward      // the defect is to be fixed under the users who have moved
	KindFixed           // it is fixed
	KindRollback        // all users are wanted back on the source
	KindRolledBack      // they are back
)

var kindNames = []string{
	"none", "replicate", "in-sync", "launch", "record", "stage", "discard", "cutover", "sever", "waive", "deploy",
	"migrate", "pass", "redeploy", "land", "return", "promote", "retire", "abandon", "decide", "start", "admit",
	"withdraw", "leave", "approve", "begin", "route", "configured", "moved", "arrive", "baked", "fail", "hold",
	"resume", "fix-forward", "fixed", "rollback", "rolled-back",
}

const kinds = int(KindRolledBack) + 1

// String returns the name, such as fix-forward.
func (k Kind) String() string { return enumName("kind", kindNames, uint8(k)) }

// MarshalText returns the name.
func (k Kind) MarshalText() ([]byte, error) { return enumText("kind", kindNames, uint8(k)) }

// UnmarshalText reads a name.
func (k *Kind) UnmarshalText(text []byte) error {
	v, err := enumParse("event", kindNames, text)
	if err == nil {
		*k = Kind(v)
	}
	return err
}
