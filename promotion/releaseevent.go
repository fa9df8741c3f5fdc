package promotion

// Decide chooses the model that steps it for a release of the given number of
// assets, at least 1.
func Decide(members uint32) Event { return Event{Kind: KindDecide, Members: members} }

// Start reports that a member of a release replicates.
func Start() Event { return Event{Kind: KindStart} }

// Admit reports that a member has become ready to be promoted.
func Admit() Event { return Event{Kind: KindAdmit} }

// Withdraw reports that a ready member is not ready any more.
func Withdraw() Event { return Event{Kind: KindWithdraw} }

// Leave takes a member that is not ready out of the release.
func Leave() Event { return Event{Kind: KindLeave} }

// Approve records that the business agrees to the promotion.
func Approve() Event { return Event{Kind: KindApprove} }

// Begin begins the promotion, or, in a flight, the flights.
func Begin() Event { return Event{Kind: KindBegin} }

// Route asks for a share of the users on the target.
func Route(s Share) Event { return Event{Kind: KindRoute, Share: s} }

// Configured reports that the routing for the desired share has been set. A
// host that cannot see it leaves it out.
func Configured() Event { return Event{Kind: KindConfigured} }

// Moved reports that the desired share of the users, not all, has moved.
func Moved() Event { return Event{Kind: KindMoved} }

// Arrive reports that all users have moved.
func Arrive() Event { return Event{Kind: KindArrive} }

// Baked reports that a flight has been watched long enough without a failure.
func Baked() Event { return Event{Kind: KindBaked} }

// Fail reports that a defect has surfaced in a flight.
func Fail() Event { return Event{Kind: KindFail} }

// Hold keeps the users who have moved where they are, and moves nobody else.
func Hold() Event { return Event{Kind: KindHold} }

// Resume takes a flight up again that was held.
func Resume() Event { return Event{Kind: KindResume} }

// FixForward begins to fix a defect under the users who have moved.
func FixForward() Event { return Event{Kind: KindFixForward} }

// Fixed reports that the defect of a fix forward is gone; the flight bakes anew
// from [Moved] or [Arrive].
func Fixed() Event { return Event{Kind: KindFixed} }

// Rollback asks for all users back on the source.
func Rollback() Event { return Event{Kind: KindRollback} }

// RolledBack reports that all users are back on the source.
func RolledBack() Event { return Event{Kind: KindRolledBack} }
