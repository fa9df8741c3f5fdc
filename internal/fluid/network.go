package fluid

import (
	"math"
	"slices"
)

// tolerance is the relative distance within which a limit counts as reached
// and two links count as full at the same level.
const tolerance = 1e-12

// ID names a flow of a network. It may be given out again once the flow has
// been removed.
type ID int32

// Flow is what a network must know of a flow.
type Flow struct {
	// Route holds the numbers of the links that the flow crosses, each once,
	// in any order. A flow without a route gets its limit.
	Route []int
	// Class is the flow's priority: a lower class is served first, strictly.
	Class int
	// Weight, above 0, is the flow's share in relation to others of its class.
	Weight float64
	// Limit is the most that the flow takes, at least 0; +Inf means no limit.
	Limit float64
	// Scale is the number of a scale whose factor multiplies the limit, at
	// least 0; see [Network.SetFactor].
	Scale int
}

// flow is a flow and at once a node of its group's tree; it fills one line of
// a processor's cache.
type flow struct {
	key           float64 // level at which the limit is reached
	limit, weight float64
	sumLimit      float64 // of the tree below and including this node
	sumWeight     float64
	told          float64 // rate as last told by Solve, or byScale
	left, right   int32
	group         int32
	priority      uint32
}

// byScale stands for the rate of a flow of a scale that gets its limit.
const byScale = -1

// Network is a set of links and of the flows that share them. It is not safe
// for concurrent use.
type Network struct {
	groups  []group
	loads   []float64 // of groups
	classes []class
	flows   []flow
	asked   []asked // by flow

	dirty    bool
	byGroup  bool // rates are not kept, levels are
	watched  bool // somebody has asked for the links stirred
	rescaled bool // some scale has another factor
	resized  bool // some link has another capacity

	pending []ID // changed since the last solution
	changed []ID
	moved   []Group
	stirred linkSet // whose load, or whose hold, the last solution has changed
	free    []ID
	count   int

	capacity []float64
	known    []float64        // capacities as of the last solution
	index    map[uint64]int32 // first group with a hash
	order    []int32          // classes, the one served first in front
	across   [][]int32        // by link: classes with groups that have crossed it, in that order
	recent   int32            // class asked for last
	scales   []scale          // from number 1 on
	key      []int32          // a route being looked up

	scratch
	builder
	sorter
}

// New returns a network of links without capacity, numbered from 0.
func New(links int) *Network {
	n := &Network{index: make(map[uint64]int32)}
	n.Reset(links)
	return n
}

// Reset makes the network as good as new, with the given number of links, and
// keeps its memory. Nothing of what was before shows in later results.
func (n *Network) Reset(links int) {
	n.capacity = resized(n.capacity, links)
	n.known = resized(n.known, links)
	n.stirred = resized(n.stirred, (links+63)/64)
	n.flows, n.asked, n.free = n.flows[:0], n.asked[:0], n.free[:0]
	n.pending, n.changed = n.pending[:0], n.changed[:0]
	n.moved = n.moved[:0]
	n.count, n.dirty, n.watched, n.byGroup = 0, false, false, false
	clear(n.index)
	n.groups, n.loads = n.groups[:0], n.loads[:0]
	n.classes, n.order = n.classes[:0], n.order[:0]
	n.across = slices.Grow(n.across[:0], links)[:links]
	for l := range n.across {
		n.across[l] = n.across[l][:0]
	}
	n.scales, n.rescaled, n.resized = n.scales[:0], false, false
	n.scratch.reset(links)
	n.taxed = resized(n.taxed, len(n.stirred))
}

// resized returns s with the given length and zeros in it.
func resized[T any](s []T, length int) []T {
	if cap(s) < length {
		return make([]T, length)
	}
	s = s[:length]
	clear(s)
	return s
}

// Len returns the number of flows.
func (n *Network) Len() int { return n.count }

// SetCapacity sets what a link can carry: at least 0, +Inf for a link that
// holds nobody back.
func (n *Network) SetCapacity(link int, c float64) {
	if n.capacity[link] != c {
		n.capacity[link] = c
		n.resized, n.dirty = true, true
	}
}

// Add adds a flow. Until the next solution its rate is 0.
func (n *Network) Add(f Flow) ID {
	return n.AddTo(n.GroupOf(f.Class, f.Scale, f.Route), f.Weight, f.Limit)
}

// AddTo is Add for a flow whose group is known.
func (n *Network) AddTo(g Group, weight, limit float64) ID {
	var id ID
	if last := len(n.free) - 1; last >= 0 {
		id, n.free = n.free[last], n.free[:last]
	} else {
		id = ID(len(n.flows))
		n.flows, n.asked = append(n.flows, flow{}), append(n.asked, asked{})
	}
	n.flows[id] = flow{priority: scatter(uint32(id))}
	n.asked[id] = asked{limit: limit, weight: weight}
	n.join(id, int32(g))
	n.count++
	return id
}

// Remove takes a flow away; its ID is no longer valid.
func (n *Network) Remove(id ID) {
	n.leave(id)
	n.asked[id] = asked{}
	n.free = append(n.free, id)
	n.count--
}

// Move takes a flow to another group, of the same links. A limit that shall
// change with it is best set before.
func (n *Network) Move(id ID, to Group) {
	f := &n.flows[id]
	if f.group == int32(to) {
		return
	}
	f.told = n.Rate(id)
	n.leave(id)
	n.join(id, int32(to))
}

// join puts a flow into a group with the weight and limit that are asked for,
// to be given its rate by the next solution.
func (n *Network) join(id ID, i int32) {
	f, a, g := &n.flows[id], &n.asked[id], &n.groups[i]
	f.group = i
	f.limit, f.weight = a.limit, a.weight
	if g.size++; g.size == 1 {
		n.activate(i)
	}
	if g.bottleneck >= 0 {
		n.classes[g.class].gained = true
	}
	g.adjoin(f, int32(id))
	n.touch(g, i)
	a.joined = true
	n.await(a, id)
}

func (n *Network) leave(id ID) {
	f := &n.flows[id]
	i := f.group
	g := &n.groups[i]
	n.detach(g, f, int32(id))
	if g.size--; g.size == 0 {
		g.late, g.astray, g.reach = g.late[:0], false, 0
		n.retire(i)
	}
	n.touch(g, i)
}

// Rate returns a flow's rate as of the last solution; 0 for a flow that was
// added since.
func (n *Network) Rate(id ID) float64 {
	f := &n.flows[id]
	if n.asked[id].joined {
		return f.told
	}
	return n.current(f)
}

// Load returns the sum of the rates across a link as of the last solution.
func (n *Network) Load(link int) float64 {
	load := 0.0
	for _, k := range n.across[link] {
		load += n.carried(&n.classes[k], int32(link))
	}
	return load
}

// Short tells whether some flow across a link got less than its limit at the
// last solution, no matter which link of its route held it back.
func (n *Network) Short(link int) bool {
	for _, k := range n.across[link] {
		for _, i := range n.classes[k].lanes[link].crossing {
			if n.groups[i].bottleneck >= 0 {
				return true
			}
		}
	}
	return false
}

// Bound tells what held a flow back at the last solution; it says nothing of a
// flow that has changed since.
func (n *Network) Bound(id ID) Binding {
	f := &n.flows[id]
	g := &n.groups[f.group]
	if g.bar.passes(f.key) {
		return ByLimit
	}
	return Binding(g.bottleneck)
}

// threshold is the largest key that counts as reached at a level.
func threshold(level float64) float64 {
	return level + level*tolerance
}

var unbounded = math.Inf(1)
