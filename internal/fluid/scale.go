package fluid

// scale is a factor on the limits of all flows that name it.
type scale struct {
	factor, asked float64 // as of the last solution, and from the next on
	groups        []int32
}

// SetFactor sets the factor of a scale, which multiplies the limits of all its
// flows: finite, at least 0. The number of a scale is at least 1, and the
// numbers in use should be few and small; a scale has the factor 1 until it
// gets another. The flows of scale 0 have their limits as they are.
//
// A limit of +Inf remains one whatever the factor. The cost does not grow with
// the number of flows: those that get what they may take before and after are
// not visited.
func (n *Network) SetFactor(number int, factor float64) {
	if s := n.scaleOf(number); s.asked != factor {
		s.asked = factor
		n.rescaled, n.dirty = true, true
	}
}

// Factor returns the factor of a scale as of the last solution.
func (n *Network) Factor(number int) float64 {
	if number == 0 {
		return 1
	}
	return n.scaleOf(number).factor
}

func (n *Network) scaleOf(number int) *scale {
	for number > len(n.scales) {
		n.scales = regrown(n.scales)
		made := &n.scales[len(n.scales)-1]
		*made = scale{factor: 1, asked: 1, groups: made.groups[:0]}
	}
	return &n.scales[number-1]
}

// rescale gives all groups the factors that are asked for. Their trees know
// limits without factor, and stay as they are.
func (n *Network) rescale() {
	n.rescaled = false
	for i := range n.scales {
		s := &n.scales[i]
		if s.factor == s.asked {
			continue
		}
		s.factor = s.asked
		for _, i := range s.groups {
			g := &n.groups[i]
			g.factor = s.factor
			g.forget()
			n.touch(g, i)
		}
	}
}

// scaled returns a limit, or the level at which it is reached, times a factor.
func scaled(limit, factor float64) float64 {
	if limit == unbounded {
		return limit
	}
	return limit * factor
}

// bar tells which members of a group have reached their limits: those whose
// keys, times the factor, are not above a mark.
type bar struct{ factor, mark float64 }

func (b bar) passes(key float64) bool { return scaled(key, b.factor) <= b.mark }

// barAt returns the bar of a level.
func (g *group) barAt(level float64) bar { return bar{g.factor, threshold(level)} }
