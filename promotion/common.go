package promotion

// Release phases in which a member may do something.
var (
	whileOpening   = During(ReleaseOpen, ReleaseGathering)
	whileGathering = During(ReleaseGathering)
	whilePromoting = During(ReleasePromoting)
	whilePromoted  = During(ReleasePromoted)
)

// Roles that do, and roles that report.
var (
	byAdoption   = By(Adoption, Automation)
	byOperations = By(Operations, Automation)
	byBusiness   = By(Business)
	byTool       = By(Tool, Automation)
	byMachine    = By(Tool, Automation)
)

// seedingRules lead an asset from the backlog to a launched copy; they are the
// same in every model.
func seedingRules() []Rule {
	return []Rule{
		{On: KindReplicate, From: PhaseBacklog, To: PhaseReplicating, Update: SetLinkLive, Effects: Do(EffectStartReplication),
			By: byAdoption, While: whileOpening, Also: []Kind{KindStart}, Why: "the tool seeds the asset and keeps it in sync", Source: SourceImpact},
		{On: KindInSync, From: PhaseReplicating, To: PhaseInSync,
			By: byTool, While: whileGathering, Why: "the copy has caught up with the source", Source: SourceSingleStep},
		{On: KindLaunch, From: PhaseInSync, To: PhaseLaunched, Effects: Do(EffectLaunch),
			By: byAdoption, While: whileGathering, Why: "a copy is staged in an environment that the tool isolates", Source: SourceSingleStep},
		{On: KindRecord, From: PhaseLaunched, To: PhaseLaunched, Update: SetDeliverables,
			By: By(Adoption, Tool, Automation), While: whileGathering, Why: "tests and documents are finished one by one", Source: SourceDeliverable},
		{On: KindDiscard, From: PhaseLaunched, To: PhaseInSync, Update: ClearDeliverables, Effects: Do(EffectDiscard),
			By: byAdoption, While: whileGathering, Why: "a staging that failed is deleted and repeated; replication goes on", Source: SourceSingleStep},
	}
}

// stagingRules end staging. What else happens to the release differs: where
// staging doubles as promotion a staged asset is ready.
func stagingRules(admit, withdraw []Kind, while ReleasePhases) []Rule {
	return []Rule{
		{On: KindStage, From: PhaseLaunched, To: PhaseStaged, Guards: []Guard{GuardDeliverables}, Update: SetDeliverables,
			Effects: Do(EffectUpdateBacklog), By: byAdoption, While: whileGathering, Also: admit,
			Why: "staging ends with tests run, assets, changes and backlog documented", Source: SourceDeliverable},
		{On: KindDiscard, From: PhaseStaged, To: PhaseInSync, Update: ClearDeliverables, Effects: Do(EffectDiscard),
			By: byAdoption, While: while, Also: withdraw, Why: "as long as the link is live, staging can be repeated", Source: SourceSingleStep},
	}
}

// retireRule ends an asset's life at the source.
func retireRule() Rule {
	return Rule{On: KindRetire, From: PhasePromoted, To: PhaseRetired, Effects: Do(EffectRetire), By: By(Operations, Automation),
		While: whilePromoted, Why: "the source is kept for a while after the promotion", Source: SourceOwn}
}

// abandonRules let an asset be given up from the given phases; whatever runs
// for it ends.
func abandonRules(while ReleasePhases, also []Kind, from ...Phase) []Rule {
	var rules []Rule
	for _, p := range from {
		rule := Rule{On: KindAbandon, From: p, To: PhaseAbandoned, Effects: Do(EffectUpdateBacklog), By: byBusiness,
			While: while | During(ReleaseAbandoned), Also: also,
			Why: "the business may change its mind until the promotion begins", Source: SourceOwn}
		switch {
		case p >= PhaseDeploying:
			rule.Update, rule.Effects = ClearSecondary, rule.Effects|Do(EffectStopSecondary, EffectDiscard)
		case p >= PhaseLaunched:
			rule.Update, rule.Effects = SetLinkSevered, rule.Effects|Do(EffectSever, EffectDiscard)
		case p >= PhaseReplicating:
			rule.Update, rule.Effects = SetLinkSevered, rule.Effects|Do(EffectSever)
		}
		rules = append(rules, rule)
	}
	return rules
}

// gatheringRules lead a release from its model to its approval; they are the
// same in every model.
func gatheringRules() []ReleaseRule {
	return []ReleaseRule{
		{On: KindDecide, From: ReleaseOpen, To: ReleaseOpen, Guards: []Guard{GuardMembers}, Update: SetModel,
			By: By(Adoption), Why: "the model is decided early in a release", Source: SourceImpact},
		{On: KindStart, From: ReleaseOpen, To: ReleaseGathering, By: byMachine,
			Why: "with the first replication the choice of a model is over", Source: SourceImpact},
		{On: KindStart, From: ReleaseGathering, To: ReleaseGathering, By: byMachine,
			Why: "members replicate one after the other, some again", Source: SourceStaged},
		{On: KindAdmit, From: ReleaseGathering, To: ReleaseGathering, Guards: []Guard{GuardUnready}, Update: RaiseReady,
			By: byMachine, Why: "a member has become ready", Source: SourceImpact},
		{On: KindWithdraw, From: ReleaseGathering, To: ReleaseGathering, Guards: []Guard{GuardReady}, Update: LowerReady,
			By: byMachine, Why: "a member has to be staged or seeded again", Source: SourceSingleStep},
		{On: KindWithdraw, From: ReleaseApproved, To: ReleaseGathering, Update: LowerReady,
			By: byMachine, Why: "an approval holds for what was approved", Source: SourceOwn},
		{On: KindLeave, From: ReleaseOpen, To: ReleaseOpen, Guards: []Guard{GuardNotLast}, Update: LowerMembers,
			By: byBusiness, Why: "an asset is not migrated after all", Source: SourceOwn},
		{On: KindLeave, From: ReleaseGathering, To: ReleaseGathering, Guards: []Guard{GuardNotLast, GuardUnready}, Update: LowerMembers,
			By: byBusiness, Why: "an asset is not migrated after all", Source: SourceOwn},
		{On: KindApprove, From: ReleaseGathering, To: ReleaseApproved, Guards: []Guard{GuardAllReady},
			By: byBusiness, Why: "the business agrees to the promotion of all that is ready", Source: SourceImpact},
	}
}

// abandonReleaseRules let a release be given up before its promotion begins.
func abandonReleaseRules() []ReleaseRule {
	rules := []ReleaseRule{}
	for _, p := range []ReleasePhase{ReleaseOpen, ReleaseGathering, ReleaseApproved} {
		rules = append(rules, ReleaseRule{On: KindAbandon, From: p, To: ReleaseAbandoned, Effects: Do(EffectUpdateBacklog),
			By: byBusiness, Why: "the business may change its mind until the promotion begins", Source: SourceOwn})
	}
	for _, k := range []Kind{KindWithdraw, KindLeave} {
		rules = append(rules, ReleaseRule{On: k, From: ReleaseAbandoned, To: ReleaseAbandoned, By: byBusiness,
			Why: "the members follow their release", Source: SourceOwn})
	}
	return rules
}
