package simulate

// FormatVersion is the version of the scenario file that this package reads,
// the value of [Scenario.Landfall].
const FormatVersion = 1

// Names lists the ways of sharing a link, the default first.
func (Sharing) Names() []string { return names(ProductionFirst, FairSharing) }

// Names lists the tool's modes, the default first.
func (Mode) Names() []string { return names(Continuous, CycleMode) }

// Names lists the policies, the default first.
func (CyclePolicy) Names() []string { return names(AzureCycle, FixedCycle) }

// Names lists the promotion models.
func (ModelName) Names() []string { return names(SingleStep, Staged, Flight) }

// Names lists the scopes of a single step, the default first.
func (Scope) Names() []string { return names(WorkloadScope, SubscriptionScope, PortfolioScope) }

// Names lists the orders of the backlog, the default first.
func (Order) Names() []string { return names(Listed, SmallestFirst, LargestFirst, CriticalFirst) }

func (s Sharing) check() []Problem     { return checkName("way of sharing", string(s), s.Names()) }
func (m Mode) check() []Problem        { return checkName("mode", string(m), m.Names()) }
func (p CyclePolicy) check() []Problem { return checkName("policy", string(p), p.Names()) }
func (m ModelName) check() []Problem   { return checkName("model", string(m), m.Names()) }
func (s Scope) check() []Problem       { return checkName("scope", string(s), s.Names()) }
func (o Order) check() []Problem       { return checkName("order", string(o), o.Names()) }

func names[T ~string](values ...T) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return list
}
