package promotion

// Law is something that holds in every state that a model can come to.
type Law struct {
	Number int
	Name   string
	Text   string // what it rests on
	Source Source

	// The checks, each nil or returning what is wrong, empty where nothing is.
	// They see every reachable state and step of the asset machine, of the
	// release machine, and of releases with up to three assets.
	asset       func(m *Model, s State) string
	assetStep   func(m *Model, s State, e Event, next State) string
	release     func(m *Model, r Release) string
	releaseStep func(m *Model, r Release, e Event, next Release) string
	unit        func(m *Model, u unitState) string
	unitStep    func(m *Model, u unitState, e unitEvent, next unitState) string
	whole       func(v *view) *Violation // sees the spaces as a whole
	applies     func(m *Model) bool      // nil: to every model
}

// Laws returns the laws that apply to the model, in the order of their
// numbers, which are the same for every model.
func Laws(m *Model) []Law {
	var laws []Law
	for _, l := range allLaws() {
		if l.applies == nil || l.applies(m) {
			laws = append(laws, l)
		}
	}
	return laws
}

// allLaws returns the 15 laws.
func allLaws() []Law {
	return []Law{
		{Number: 1, Name: "staging is complete", Source: SourceDeliverable, asset: stagingComplete,
			Text: "An asset that has left staging cannot easily be tested or documented there again, so it leaves only with its tests run and its migration, its configuration and its backlog entry documented."},
		{Number: 2, Name: "staged in sync", Source: SourceSingleStep, applies: stagingPromotes, asset: stagedLive,
			Text: "Where staging becomes production, the tool goes on replicating the staged asset until the cutover, so that little is lost."},
		{Number: 3, Name: "promotion severs", Source: SourceSingleStep, asset: promotedSevered, assetStep: staysSevered,
			Text: "Promotion ends the replication between the source and its copy; what is written to the source later is lost, and nothing brings the link back."},
		{Number: 4, Name: "migration severs", Source: SourceDeliverable, applies: migratesFirst, asset: migratedSevered,
			Text: "Where assets migrate before they are promoted, synchronization by the tool ends when they leave staging."},
		{Number: 5, Name: "state is covered", Source: SourceStaged, applies: migratesFirst, asset: stateCovered, unit: coveredUntilArrival,
			Text: "From there until all users are on the target, data that users change needs a second means of replication, or the recorded consent of its owner to lose it."},
		{Number: 6, Name: "frozen in promotion", Source: SourceStaged, releaseStep: frozenRelease, unitStep: frozenMembers,
			Text: "During its promotion nothing about a workload changes but where its users are and who has access."},
		{Number: 7, Name: "promoted together", Source: SourceStaged, release: readyTogether, unit: membersTogether,
			Text: "A unit is promoted when all its assets are ready: staged where staging becomes production, otherwise migrated and tested."},
		{Number: 8, Name: "the share grows", Source: SourceFlight, release: routingFollowed, releaseStep: shareGrows,
			Text: "Each flight brings additional users; there is no step down but the rollback, which takes all of them back."},
		{Number: 9, Name: "promoted when all have moved", Source: SourceImpact, releaseStep: promotedWhole, release: promotionOffered,
			Text: "A unit is production when all its users are on the new assets, and in flights when the last of these has been watched; then it can be promoted, and not before."},
		{Number: 10, Name: "access is revoked", Source: SourceStaged, applies: migratesFirst, release: accessRevoked, releaseStep: accessEffects, unit: adoptionLocked,
			Text: "With the promotion the adoption team loses its access and operations take over: nothing is left that the team may do."},
		{Number: 11, Name: "staging can be repeated", Source: SourceSingleStep, asset: stagingRepeats, assetStep: severedReseeds,
			Text: "As long as the link is live, a staged copy that failed is deleted and launched again from what was replicated; once the link is severed, only a new seed leads back."},
		{Number: 12, Name: "no dead end", Source: SourceOwn, asset: abandonedRests, release: releaseAbandons, whole: noDeadEnd,
			Text: "Wherever a unit and its assets are, they can still be promoted and retired, or abandoned with nothing left running."},
		{Number: 13, Name: "the point of no return", Source: SourceFlight, release: waysOut, releaseStep: noReturn, unitStep: noMemberReturns,
			Text: "A failed flight can be rolled back, held or fixed until the last flight has ended, and not after; where all users move in one step, there is no way back from the beginning of the promotion. What was abandoned stays so."},
		{Number: 14, Name: "roles", Source: SourceImpact, whole: rolesKept,
			Text: "The model decides who does what. Where one role both stages and promotes, that is reported, since duties may have to be separate."},
		{Number: 15, Name: "nothing is dead", Source: SourceOwn, whole: nothingDead,
			Text: "Every rule is taken on some path, and every guard passes somewhere and fails somewhere: else the table says something that never matters."},
	}
}

// migratesFirst reports whether assets migrate before they are promoted.
func migratesFirst(m *Model) bool { return m.hasRule(KindDeploy) }

// stagingPromotes reports whether staging doubles as promotion.
func stagingPromotes(m *Model) bool { return !migratesFirst(m) }

// flies reports whether users can arrive in flights.
func flies(m *Model) bool { return m.hasReleaseRule(KindMoved) }
