package promotion

import "slices"

// singleStepSpec is the model in which staging doubles as promotion.
func singleStepSpec() Spec {
	return Spec{
		Name:   "single-step",
		Doc:    "Staging doubles as promotion: all staged assets of the unit become production in one step.",
		Source: SourceSingleStep,
		Rules: slices.Concat(
			seedingRules(),
			stagingRules([]Kind{KindAdmit}, []Kind{KindWithdraw}, During(ReleaseGathering, ReleaseApproved)),
			cutoverRules(),
			abandonRules(whileOpening, []Kind{KindLeave}, PhaseBacklog),
			abandonRules(whileGathering, []Kind{KindLeave}, PhaseReplicating, PhaseInSync, PhaseLaunched),
			abandonRules(During(ReleaseGathering, ReleaseApproved), []Kind{KindWithdraw, KindLeave}, PhaseStaged),
		),
		ReleaseRules:     slices.Concat(gatheringRules(), singleStepPromotion(), abandonReleaseRules()),
		Forbidden:        singleStepForbidden(),
		ReleaseForbidden: slices.Concat(lateDecision(), noFlights()),
		Activities: slices.Concat(firstActivities(), []Activity{
			{"approve the promotion", ProcessMigrate, Business, []Kind{KindApprove}, SourceImpact},
			{"drain, sever and launch the promoted copies", ProcessMigrate, Adoption, []Kind{KindBegin, KindCutover, KindSever, KindLand}, SourceSingleStep},
			{"route all users and promote", ProcessMigrate, Adoption, []Kind{KindRoute, KindArrive, KindPromote}, SourceImpact},
		}, lastActivities(ProcessMigrate)),
	}
}

// cutoverRules lead a staged asset into production.
func cutoverRules() []Rule {
	return []Rule{
		{On: KindCutover, From: PhaseStaged, To: PhaseCuttingOver, By: byAdoption, While: whilePromoting,
			Why: "replication goes on in staging, so that little is left to drain", Source: SourceSingleStep},
		{On: KindSever, From: PhaseCuttingOver, To: PhaseSevered, Update: SetLinkSevered, Effects: Do(EffectSever, EffectLaunch),
			By: By(Adoption, Tool, Automation), While: whilePromoting,
			Why: "promotion severs the link between source and copy; later writes to the source are lost", Source: SourceSingleStep},
		{On: KindLand, From: PhaseSevered, To: PhaseLanded, By: byTool, While: whilePromoting, Also: []Kind{KindLand},
			Why: "the promoted copy is up", Source: SourceSingleStep},
		{On: KindPromote, From: PhaseLanded, To: PhasePromoted, Effects: Do(EffectUpdateBacklog), By: byAdoption, While: whilePromoted,
			Why: "the asset is production when its unit is", Source: SourceImpact},
		retireRule(),
	}
}

// singleStepPromotion promotes the whole unit at once.
func singleStepPromotion() []ReleaseRule {
	return []ReleaseRule{
		{On: KindBegin, From: ReleaseApproved, To: ReleasePromoting, By: byAdoption,
			Why: "after all assets are staged the tool promotes them in one step", Source: SourceSingleStep},
		{On: KindLand, From: ReleasePromoting, To: ReleasePromoting, Guards: []Guard{GuardUnlanded}, Update: RaiseLanded,
			By: byMachine, Why: "a member's promoted copy is up", Source: SourceSingleStep},
		{On: KindRoute, From: ReleasePromoting, To: ReleasePromoting, Guards: []Guard{GuardAllLanded, GuardSettled, GuardWholeStep},
			Update: SetDesired, Effects: Do(EffectRoute), By: byAdoption,
			Why: "end-user traffic is rerouted, and staging becomes production", Source: SourceImpact},
		configuredRule(ReleasePromoting),
		arriveRule(),
		{On: KindPromote, From: ReleaseArrived, To: ReleasePromoted, Effects: Do(EffectUpdateBacklog), By: byAdoption,
			Why: "all users are on the new assets", Source: SourceImpact},
	}
}

func configuredRule(p ReleasePhase) ReleaseRule {
	return ReleaseRule{On: KindConfigured, From: p, To: p, Guards: []Guard{GuardPending}, Update: SetConfigured,
		By: By(Adoption, Operations, Automation), Why: "routing takes time: the change is made before users follow it", Source: SourceOwn}
}

func arriveRule() ReleaseRule {
	return ReleaseRule{On: KindArrive, From: ReleasePromoting, To: ReleaseArrived, Guards: []Guard{GuardWhole}, Update: SetEffective,
		By: By(Adoption, Operations, Automation), Why: "all users are on the target", Source: SourceImpact}
}

func singleStepForbidden() []Forbidden {
	all := []Phase{PhaseBacklog, PhaseReplicating, PhaseInSync, PhaseLaunched, PhaseStaged}
	gone := []Phase{PhaseSevered, PhaseLanded, PhasePromoted, PhaseRetired}
	return []Forbidden{
		{KindDeploy, all, "there is no separate migration: staging becomes production", SourceImpact},
		{KindMigrate, all, "there is no separate migration: staging becomes production", SourceImpact},
		{KindReplicate, gone, "promotion has severed the link, and nothing revives it", SourceSingleStep},
		{KindRedeploy, gone, "promotion has severed the link, and nothing revives it", SourceSingleStep},
		{KindDiscard, gone, "this is the promoted copy: there is nothing to stage again from", SourceSingleStep},
	}
}

// lateDecision explains why a model is not changed under way.
func lateDecision() []ReleaseForbidden {
	late := []ReleasePhase{}
	for p := ReleaseGathering; p <= ReleaseAbandoned; p++ {
		late = append(late, p)
	}
	return []ReleaseForbidden{
		{KindDecide, late, "assets replicate already: the model decides what is done with them and by whom", SourceImpact},
	}
}

// noFlights explains why the models without flights have no way back.
func noFlights() []ReleaseForbidden {
	under := []ReleasePhase{ReleasePromoting, ReleaseArrived, ReleasePromoted}
	why := "all users move in one step: only flights go back"
	return []ReleaseForbidden{
		{KindRollback, under, why, SourceFlight}, {KindFail, under, why, SourceFlight}, {KindHold, under, why, SourceFlight},
		{KindFixForward, under, why, SourceFlight}, {KindMoved, under, why, SourceFlight},
	}
}
