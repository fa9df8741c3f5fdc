package kernel_test

import "math"

// inventory is the single product of Law, "Simulation Modeling and Analysis",
// section 1.5: at the beginning of each month, if fewer than s are left, an order
// makes it S; it comes after half a month to a month. Demands come 10 a month, of 1
// to 4 pieces. What is missing is owed. At the start there are 60.
type inventory struct{ s, S int }

// inventoryCosts are costs a month.
type inventoryCosts struct{ ordering, holding, shortage float64 }

func (c inventoryCosts) total() float64 { return c.ordering + c.holding + c.shortage }

const (
	inventoryStart    = 60
	inventoryRate     = 10.0 // demands a month
	inventorySetup    = 32.0 // an order
	inventoryPrice    = 3.0  // a piece ordered
	inventoryHolding  = 1.0  // a piece held for a month
	inventoryShortage = 5.0  // a piece owed for a month
	inventoryMost     = 140  // pieces that nobody asks for within a month
	inventorySteps    = 20   // of Simpson's rule in half a month
)

var inventorySizes = []float64{1: 1. / 6, 1. / 3, 1. / 3, 1. / 6}

// demanded is the distribution of the pieces asked for within a time: compound
// Poisson, by the recursion of Panjer (ASTIN Bulletin 12, 1981).
func demanded(months float64) []float64 {
	p := make([]float64, inventoryMost+1)
	p[0] = math.Exp(-inventoryRate * months)
	for n := 1; n < len(p); n++ {
		for j := 1; j < len(inventorySizes) && j <= n; j++ {
			p[n] += inventoryRate * months / float64(n) * float64(j) * inventorySizes[j] * p[n-j]
		}
	}
	return p
}

// exact follows the distribution of the level at the beginnings of months, which is
// a Markov chain since no order is open then, and adds up what each level costs.
func (v inventory) exact(months int) inventoryCosts {
	const lowest = -inventoryMost // of a level; what is below has no weight
	month, costs := demanded(1), v.monthly()
	level := map[int]float64{inventoryStart: 1}
	var sum inventoryCosts
	for range months {
		next := map[int]float64{}
		for i := max(inventoryStart, v.S); i >= lowest; i-- {
			weight := level[i]
			if weight < 1e-15 {
				continue
			}
			c, after := costs(i), i
			if i < v.s {
				after = v.S
			}
			sum.ordering += weight * c.ordering / float64(months)
			sum.holding += weight * c.holding / float64(months)
			sum.shortage += weight * c.shortage / float64(months)
			for d, p := range month {
				next[after-d] += weight * p
			}
		}
		level = next
	}
	return sum
}

// monthly returns what a month costs that begins with a level.
func (v inventory) monthly() func(level int) inventoryCosts {
	type node struct {
		weight, open float64 // of the integral; probability that an order is not there yet
		demand       []float64
	}
	var nodes []node
	for half := range 2 {
		for i := range inventorySteps + 1 {
			weight := []float64{2, 4}[i%2]
			if i == 0 || i == inventorySteps {
				weight = 1
			}
			at := (float64(half) + float64(i)/inventorySteps) / 2
			nodes = append(nodes, node{weight / (6 * inventorySteps), min(1, 2*(1-at)), demanded(at)})
		}
	}
	known := map[int]inventoryCosts{}
	return func(level int) inventoryCosts {
		c, ok := known[level]
		if ok {
			return c
		}
		ordered := v.S - level
		if level >= v.s {
			ordered = 0
		} else {
			c.ordering = inventorySetup + inventoryPrice*float64(ordered)
		}
		for _, n := range nodes {
			for d, p := range n.demand {
				for _, x := range []struct{ left, weight float64 }{{float64(level - d), n.open}, {float64(level + ordered - d), 1 - n.open}} {
					c.holding += n.weight * p * x.weight * inventoryHolding * max(0, x.left)
					c.shortage += n.weight * p * x.weight * inventoryShortage * max(0, -x.left)
				}
			}
		}
		known[level] = c
		return c
	}
}
