package promotion

import "slices"

// stagedSpec is the model in which migrated assets are tested and optimized in
// the cloud before the subscription is promoted.
func stagedSpec() Spec {
	return Spec{
		Name:             "staged",
		Doc:              "Assets are migrated after staging, tested and optimized without users, and promoted later, a subscription at a time.",
		Source:           SourceStaged,
		Rules:            slices.Concat(migrationRules(By(Operations, Business), During()), landingRules()),
		ReleaseRules:     slices.Concat(gatheringRules(), stagedPromotion(), abandonReleaseRules()),
		Forbidden:        stagedForbidden(),
		ReleaseForbidden: slices.Concat(lateDecision(), noFlights()),
		Activities: slices.Concat(firstActivities(), migrateActivities(), []Activity{
			{"test performance", ProcessOptimize, Operations, nil, SourceStaged},
			{"test with the business", ProcessOptimize, Business, []Kind{KindPass, KindRedeploy}, SourceStaged},
			{"optimize cost and performance", ProcessOptimize, Operations, nil, SourceStaged},
			{"approve the promotion", ProcessOptimize, Business, []Kind{KindApprove}, SourceStaged},
			{"route all users and promote the subscription", ProcessOptimize, Operations, []Kind{KindBegin, KindRoute, KindArrive, KindLand, KindPromote}, SourceStaged},
			{"revoke the adoption team's access", ProcessOptimize, Operations, []Kind{KindPromote}, SourceStaged},
		}, lastActivities(ProcessOptimize)),
	}
}

// migrationRules lead an asset from the backlog to the tests after its
// migration; back are further release phases in which a tested asset may go back.
func migrationRules(testers Roles, back ReleasePhases) []Rule {
	still := During(ReleaseGathering, ReleaseApproved) | back
	return slices.Concat(seedingRules(), stagingRules(nil, nil, whileGathering), []Rule{
		{On: KindWaive, From: PhaseStaged, To: PhaseStaged, Update: SetWaiver, By: byBusiness, While: whileGathering,
			Why: "who owns the data may accept its loss, on record", Source: SourceOwn},
		{On: KindDeploy, From: PhaseStaged, To: PhaseDeploying, Guards: []Guard{GuardCoverage, GuardWaiver},
			Update: SetLinkSevered | SetCoverage | SetSecondary, Effects: Do(EffectSever, EffectStartSecondary, EffectDeploy),
			By: byAdoption, While: whileGathering,
			Why: "the tool cannot replicate after migration: a second means synchronizes data", Source: SourceStaged},
		{On: KindMigrate, From: PhaseDeploying, To: PhaseMigrated, Effects: Do(EffectUpdateBacklog), By: byTool, While: whileGathering,
			Why: "the asset runs in the cloud, without users", Source: SourceStaged},
		{On: KindPass, From: PhaseMigrated, To: PhaseTested, By: testers | By(Automation), While: whileGathering, Also: []Kind{KindAdmit},
			Why: "testing comes before the promotion", Source: SourceStaged},
		redeployRule(PhaseDeploying, whileGathering, nil),
		redeployRule(PhaseMigrated, whileGathering, nil),
		redeployRule(PhaseTested, still, []Kind{KindWithdraw}),
	},
		abandonRules(whileOpening, []Kind{KindLeave}, PhaseBacklog),
		abandonRules(whileGathering, []Kind{KindLeave},
			PhaseReplicating, PhaseInSync, PhaseLaunched, PhaseStaged, PhaseDeploying, PhaseMigrated),
		abandonRules(still, []Kind{KindWithdraw, KindLeave}, PhaseTested))
}

func redeployRule(from Phase, while ReleasePhases, also []Kind) Rule {
	return Rule{On: KindRedeploy, From: from, To: PhaseBacklog, Update: ClearAsset, Effects: Do(EffectStopSecondary, EffectDiscard),
		By: By(Operations), While: while, Also: also,
		Why: "after staging, synchronization has ended: a redeployment begins with a new seed", Source: SourceDeliverable}
}

// landingRules lead a tested asset into production.
func landingRules() []Rule {
	return []Rule{
		{On: KindLand, From: PhaseTested, To: PhaseLanded, Update: ClearSecondary, Effects: Do(EffectStopSecondary), By: byOperations,
			While: During(ReleaseArrived), Also: []Kind{KindLand},
			Why: "with all users on the target, nothing is left to synchronize", Source: SourceStaged},
		{On: KindPromote, From: PhaseLanded, To: PhasePromoted, Effects: Do(EffectUpdateBacklog), By: byOperations, While: whilePromoted,
			Why: "the asset is production when its subscription is", Source: SourceStaged},
		retireRule(),
	}
}

// stagedPromotion promotes a subscription at once.
func stagedPromotion() []ReleaseRule {
	return []ReleaseRule{
		{On: KindBegin, From: ReleaseApproved, To: ReleasePromoting, By: byOperations,
			Why: "nothing about the workloads changes in the promotion: only network and identity do", Source: SourceStaged},
		{On: KindRoute, From: ReleasePromoting, To: ReleasePromoting, Guards: []Guard{GuardSettled, GuardWholeStep}, Update: SetDesired,
			Effects: Do(EffectRoute), By: byOperations, Why: "users are routed to the new environment", Source: SourceStaged},
		configuredRule(ReleasePromoting),
		arriveRule(),
		landReleaseRule(),
		{On: KindPromote, From: ReleaseArrived, To: ReleasePromoted, Guards: []Guard{GuardAllLanded}, Update: SetRevoked,
			Effects: promotionEffects, By: byOperations,
			Why: "the subscription and its workloads are production; the adoption team's access is revoked", Source: SourceStaged},
	}
}

var promotionEffects = Do(EffectRevokeAccess, EffectHandOver, EffectUpdateBacklog)

func landReleaseRule() ReleaseRule {
	return ReleaseRule{On: KindLand, From: ReleaseArrived, To: ReleaseArrived, Guards: []Guard{GuardUnlanded}, Update: RaiseLanded,
		By: byMachine, Why: "a member has all its users", Source: SourceStaged}
}

func migrateActivities() []Activity {
	return []Activity{
		{"waive what no secondary replication covers", ProcessMigrate, Business, []Kind{KindWaive}, SourceOwn},
		{"start secondary replication and deploy", ProcessMigrate, Adoption, []Kind{KindDeploy, KindMigrate}, SourceStaged},
	}
}

func stagedForbidden() []Forbidden {
	migrated := []Phase{PhaseDeploying, PhaseMigrated, PhaseTested}
	done := []Phase{PhaseLanded, PhasePromoted, PhaseRetired}
	return []Forbidden{
		{KindDiscard, migrated, "synchronization ended with staging: only a redeployment, with a new seed, starts over", SourceDeliverable},
		{KindReplicate, migrated, "the tool cannot replicate after migration; a redeployment begins with a new seed", SourceStaged},
		{KindReplicate, done, "promotion has severed the source, and nothing revives it", SourceStaged},
		{KindRedeploy, done, "all users are on the target: what they have written since would be lost", SourceStaged},
		{KindCutover, []Phase{PhaseStaged}, "a staged asset is deployed first, and promoted later", SourceStaged},
		{KindPromote, []Phase{PhaseStaged, PhaseMigrated, PhaseTested}, "the subscription is promoted as a whole, when all its assets have migrated", SourceStaged},
	}
}
