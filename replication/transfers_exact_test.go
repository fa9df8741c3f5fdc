package replication_test

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

// exact is a transfer of the reference, in whole numbers and fractions.
type exact struct {
	start, weight int64
	limit         int64 // below 0: none
	class         int
	route         []int
	left, rate    *big.Rat
	active, done  bool
	finish        *big.Rat
}

// exactSteps[l] lists (time, capacity) of link l, the first at 0.
type exactSteps [][][2]int64

// exactly follows transfers from event to event in exact fractions, with all
// rates computed anew by progressive filling each time.
func exactly(steps exactSteps, jobs []*exact) {
	now := new(big.Rat)
	for {
		for _, j := range jobs {
			if !j.done && !j.active && now.Cmp(big.NewRat(j.start, 1)) >= 0 {
				j.active = true
			}
			if j.active && j.left.Sign() == 0 {
				j.active, j.done, j.finish = false, true, new(big.Rat).Set(now)
			}
		}
		fillExactly(steps, jobs, now)
		next := nextExactly(steps, jobs, now)
		if next == nil {
			return
		}
		length := new(big.Rat).Sub(next, now)
		for _, j := range jobs {
			if j.active {
				j.left.Sub(j.left, new(big.Rat).Mul(j.rate, length))
			}
		}
		now = next
	}
}

func nextExactly(steps exactSteps, jobs []*exact, now *big.Rat) *big.Rat {
	var next *big.Rat
	offer := func(t *big.Rat) {
		if t.Cmp(now) > 0 && (next == nil || t.Cmp(next) < 0) {
			next = t
		}
	}
	for _, l := range steps {
		for _, s := range l {
			offer(big.NewRat(s[0], 1))
		}
	}
	for _, j := range jobs {
		if !j.done {
			offer(big.NewRat(j.start, 1))
		}
		if j.active && j.rate.Sign() > 0 {
			offer(new(big.Rat).Add(now, new(big.Rat).Quo(j.left, j.rate)))
		}
	}
	return next
}

func fillExactly(steps exactSteps, jobs []*exact, now *big.Rat) {
	room := make([]*big.Rat, len(steps))
	for l, list := range steps {
		for _, s := range list {
			if now.Cmp(big.NewRat(s[0], 1)) >= 0 {
				room[l] = big.NewRat(s[1], 1)
			}
		}
	}
	for class := range 3 {
		var rising []*exact
		for _, j := range jobs {
			if j.active && j.class == class {
				rising = append(rising, j)
			}
		}
		for len(rising) > 0 {
			rising = riseExactly(room, rising)
		}
	}
}

// riseExactly lets rates rise to the next limit or full link, fixes those that
// stop there and returns the others.
func riseExactly(room []*big.Rat, rising []*exact) (others []*exact) {
	fills := make([]*big.Rat, len(room))
	var level *big.Rat
	lower := func(x *big.Rat) {
		if level == nil || x.Cmp(level) < 0 {
			level = x
		}
	}
	for l := range room {
		weight := int64(0)
		for _, j := range rising {
			if slices.Contains(j.route, l) {
				weight += j.weight
			}
		}
		if weight > 0 {
			fills[l] = new(big.Rat).Quo(room[l], big.NewRat(weight, 1))
			lower(fills[l])
		}
	}
	for _, j := range rising {
		if j.limit >= 0 {
			lower(big.NewRat(j.limit, j.weight))
		}
	}
	var stopped []*exact
	for _, j := range rising {
		full := slices.ContainsFunc(j.route, func(l int) bool { return fills[l].Cmp(level) == 0 })
		if full || j.limit >= 0 && big.NewRat(j.limit, j.weight).Cmp(level) == 0 {
			stopped = append(stopped, j)
		} else {
			others = append(others, j)
		}
	}
	for _, j := range stopped {
		j.rate = new(big.Rat).Mul(level, big.NewRat(j.weight, 1))
		for _, l := range j.route {
			room[l] = new(big.Rat).Sub(room[l], j.rate)
		}
	}
	return others
}

func TestTransfersLikeFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps, links := anyLinks(t)
		var jobs []*exact
		var transfers []replication.Transfer
		for i := range rapid.IntRange(1, 7).Draw(t, "jobs") {
			j := &exact{
				start: rapid.Int64Range(0, 6).Draw(t, "start"), weight: rapid.Int64Range(1, 4).Draw(t, "weight"),
				limit: rapid.Int64Range(-3, 8).Draw(t, "limit"), class: rapid.IntRange(0, 2).Draw(t, "class"),
				route: rapid.SliceOfNDistinct(rapid.IntRange(0, len(links)-1), 1, len(links), rapid.ID[int]).Draw(t, "route"),
				left:  big.NewRat(rapid.Int64Range(0, 40).Draw(t, "size"), 1),
			}
			size, _ := j.left.Float64()
			transfer := replication.Transfer{Name: fmt.Sprint(i), Start: float64(j.start), Size: size, Class: j.class, Weight: new(float64(j.weight))}
			for _, l := range j.route {
				transfer.Route = append(transfer.Route, links[l].Name)
			}
			if j.limit >= 0 {
				transfer.Limit = new(float64(j.limit))
			}
			jobs, transfers = append(jobs, j), append(transfers, transfer)
		}
		exactly(steps, jobs)
		out, err := replication.Transfers(links, transfers)
		if err != nil {
			t.Fatal(err)
		}
		for i, j := range jobs {
			if out[i].Never == j.done {
				t.Fatalf("transfer %d: never is %v", i, out[i].Never)
			}
			if !j.done {
				continue
			}
			if want, _ := j.finish.Float64(); math.Abs(out[i].Seconds-want) > 1e-12*want {
				t.Errorf("transfer %d finishes at %.17g, want %.17g", i, out[i].Seconds, want)
			}
		}
	})
}

func anyLinks(t *rapid.T) (exactSteps, []replication.Link) {
	var steps exactSteps
	var links []replication.Link
	for l := range rapid.IntRange(1, 3).Draw(t, "links") {
		capacity := rapid.Int64Range(0, 12).Draw(t, "capacity")
		list := [][2]int64{{0, capacity}}
		li := replication.Link{Name: fmt.Sprint("link", l), Capacity: float64(capacity)}
		for at := int64(0); len(list) < 4 && rapid.Bool().Draw(t, "step"); {
			at += rapid.Int64Range(1, 6).Draw(t, "after")
			c := rapid.SampledFrom([]int64{0, 0, 1, 3, 10}).Draw(t, "to")
			list = append(list, [2]int64{at, c})
			li.Steps = append(li.Steps, replication.CapacityStep{At: float64(at), Capacity: float64(c)})
		}
		steps, links = append(steps, list), append(links, li)
	}
	return steps, links
}
