package promotion

import "slices"

// flightSpec is the staged model with users who arrive in flights.
func flightSpec() Spec {
	return Spec{
		Name:             "flight",
		Doc:              "As staged, but users arrive in flights: a growing share of them, watched each time, with a way back.",
		Source:           SourceFlight,
		Rules:            slices.Concat(migrationRules(By(Operations), During(ReleaseGrounded)), landingRules(), returnRules()),
		ReleaseRules:     slices.Concat(gatheringRules(), flightRules(), failureRules(), groundedRules(), abandonReleaseRules()),
		Forbidden:        stagedForbidden(),
		ReleaseForbidden: slices.Concat(lateDecision(), pointOfNoReturn()),
		Activities: slices.Concat(firstActivities(), migrateActivities(), []Activity{
			{"run the automated tests of the migrated workload", ProcessOptimize, Operations, []Kind{KindPass, KindRedeploy}, SourceImpact},
			{"approve the flights", ProcessOptimize, Business, []Kind{KindApprove}, SourceFlight},
			{"route the users, flight by flight", ProcessOptimize, Operations, []Kind{KindBegin, KindRoute, KindMoved, KindArrive, KindLand}, SourceFlight},
			{"watch each flight", ProcessOptimize, Operations, []Kind{KindBaked, KindFail}, SourceFlight},
			{"roll back, hold or fix forward", ProcessOptimize, Operations, []Kind{KindRollback, KindHold, KindFixForward}, SourceFlight},
			{"promote the subscription", ProcessOptimize, Operations, []Kind{KindPromote}, SourceFlight},
			{"revoke the adoption team's access", ProcessOptimize, Operations, []Kind{KindPromote}, SourceStaged},
		}, lastActivities(ProcessOptimize)),
	}
}

// returnRules take an asset back after a rollback.
func returnRules() []Rule {
	return []Rule{
		{On: KindReturn, From: PhaseLanded, To: PhaseTested, Update: SetSecondary, Effects: Do(EffectStartSecondary), By: byOperations,
			While: During(ReleaseReturning), Also: []Kind{KindReturn},
			Why: "users are about to write to the source again, so its data is synchronized again", Source: SourceFlight},
	}
}

// flightRules carry users over in growing shares.
func flightRules() []ReleaseRule {
	return []ReleaseRule{
		{On: KindBegin, From: ReleaseApproved, To: ReleasePromoting, By: byOperations,
			Why: "when the subscription is ready for promotion, the flights begin", Source: SourceFlight},
		{On: KindRoute, From: ReleasePromoting, To: ReleasePromoting, Guards: []Guard{GuardSettled, GuardGrows}, Update: SetDesired,
			Effects: Do(EffectRoute), By: byOperations, Why: "at each flight, additional users are rerouted", Source: SourceFlight},
		configuredRule(ReleasePromoting),
		{On: KindMoved, From: ReleasePromoting, To: ReleaseBaking, Guards: []Guard{GuardPartial}, Update: SetEffective, By: byOperations,
			Why: "part of the users have moved, and the flight is watched", Source: SourceFlight},
		{On: KindBaked, From: ReleaseBaking, To: ReleasePromoting, By: byOperations,
			Why: "as long as it performs, additional traffic is moved", Source: SourceImpact},
		arriveRule(),
		landReleaseRule(),
		{On: KindBaked, From: ReleaseArrived, To: ReleaseProven, Guards: []Guard{GuardAllLanded}, By: byOperations,
			Why: "the last flight has been watched, too", Source: SourceFlight},
		{On: KindPromote, From: ReleaseProven, To: ReleasePromoted, Update: SetRevoked, Effects: promotionEffects, By: byOperations,
			Why: "after all traffic has moved, the workload is fully promoted", Source: SourceImpact},
	}
}

// failureRules are the three ways out of a failed flight.
func failureRules() []ReleaseRule {
	var rules []ReleaseRule
	for _, p := range []ReleasePhase{ReleasePromoting, ReleaseBaking, ReleaseArrived} {
		rules = append(rules, ReleaseRule{On: KindFail, From: p, To: ReleaseFailed, By: byOperations,
			Why: "errors are found with less impact to the business", Source: SourceFlight})
	}
	for _, p := range []ReleasePhase{ReleaseFailed, ReleaseHeld, ReleaseMending} {
		rules = append(rules, ReleaseRule{On: KindRollback, From: p, To: ReleaseReturning, Update: ClearDesired, Effects: Do(EffectRoute),
			By: byOperations, Why: "all users go back to the source", Source: SourceFlight})
	}
	return append(rules,
		ReleaseRule{On: KindHold, From: ReleaseFailed, To: ReleaseHeld, Update: FreezeDesired, Effects: Do(EffectRoute), By: byOperations,
			Why: "who has moved stays, nobody else moves", Source: SourceOwn},
		ReleaseRule{On: KindResume, From: ReleaseHeld, To: ReleasePromoting, By: byOperations,
			Why: "it was nothing: the flight is watched anew", Source: SourceOwn},
		ReleaseRule{On: KindFixForward, From: ReleaseFailed, To: ReleaseMending, Update: FreezeDesired, Effects: Do(EffectRoute),
			By: byOperations, Why: "the defect is mended under the users who have moved", Source: SourceOwn},
		ReleaseRule{On: KindFixForward, From: ReleaseHeld, To: ReleaseMending, By: byOperations,
			Why: "the defect is mended under the users who have moved", Source: SourceOwn},
		ReleaseRule{On: KindFixed, From: ReleaseMending, To: ReleasePromoting, By: byOperations,
			Why: "what has changed must bake again", Source: SourceOwn},
		configuredRule(ReleaseReturning),
		ReleaseRule{On: KindReturn, From: ReleaseReturning, To: ReleaseReturning, Guards: []Guard{GuardLanded}, Update: LowerLanded,
			By: byMachine, Why: "a member's secondary replication is back", Source: SourceFlight},
		ReleaseRule{On: KindRolledBack, From: ReleaseReturning, To: ReleaseGrounded, Guards: []Guard{GuardNoLanded}, Update: SetEffective, By: byOperations,
			Why: "no user is on the target any more", Source: SourceFlight},
	)
}

// groundedRules lead on from a rollback.
func groundedRules() []ReleaseRule {
	return []ReleaseRule{
		{On: KindBegin, From: ReleaseGrounded, To: ReleasePromoting, By: byOperations,
			Why: "the flights start again from the first; the approval holds", Source: SourceOwn},
		{On: KindWithdraw, From: ReleaseGrounded, To: ReleaseGathering, Update: LowerReady, By: byMachine,
			Why: "a member has to be seeded again; what comes back is approved anew", Source: SourceOwn},
		{On: KindAbandon, From: ReleaseGrounded, To: ReleaseAbandoned, Effects: Do(EffectUpdateBacklog), By: byBusiness,
			Why: "without users on the target, the business may give it up", Source: SourceOwn},
	}
}

// pointOfNoReturn explains why nothing goes back once the last flight has baked.
func pointOfNoReturn() []ReleaseForbidden {
	past := []ReleasePhase{ReleaseProven, ReleasePromoted}
	why := "the last flight has ended: this is past the point of no return"
	return []ReleaseForbidden{
		{KindRollback, past, why, SourceFlight}, {KindFail, past, why, SourceFlight},
		{KindHold, past, why, SourceFlight}, {KindFixForward, past, why, SourceFlight},
		{KindRollback, []ReleasePhase{ReleasePromoting, ReleaseBaking, ReleaseArrived},
			"a way out is chosen when something has failed: say so first", SourceOwn},
	}
}
