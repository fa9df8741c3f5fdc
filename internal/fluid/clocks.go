package fluid

// Group names the flows of one class and scale that cross the same links. All flows of
// a group that are held back are so by the same link, and each has the group's
// level times its own weight: their progress can be read from one clock that
// runs at the group's level.
type Group int32

// Group returns the group of a flow.
func (n *Network) Group(id ID) Group { return Group(n.flows[id].group) }

// Level returns the rate per unit of weight of a group's flows that are held
// back, as of the last solution; +Inf where no link holds any of them back.
func (n *Network) Level(g Group) float64 { return n.groups[g].level }

// Holder returns the link that held back flows of a group at the last solution, and
// whether there is one. Groups of a class that the same link holds back have the same
// level, up to rounding.
func (n *Network) Holder(g Group) (link int, ok bool) {
	return Binding(n.groups[g].bottleneck).Link()
}

// SolveGroups is [Network.Solve] for a host that keeps clocks for groups and none
// per flow. It returns the groups whose level or holder has changed, and the flows
// that are new or have a new limit, weight, class or scale, that have begun to
// be held back or have ceased to be. All others go on as before: at their limit
// times the factor of their scale, or at their weight times the level of their group.
//
// The groups are in any order, the flows in ascending order; both are valid until
// the next solution. The cost does not grow with the number of flows held back. A
// host uses either this or Solve, not both in turn, until the network is reset.
func (n *Network) SolveGroups() ([]Group, []ID) {
	n.byGroup = true
	n.solve()
	return n.moved, n.changed
}

// Stale tells whether anything has been asked for since the last solution.
func (n *Network) Stale() bool { return n.dirty }
