package simulate

import (
	"fmt"
	"slices"
	"strings"
)

// Range is the replications From, From+1, … up to, not including, To.
type Range struct{ From, To int }

// String returns "FROM:TO".
func (r Range) String() string { return fmt.Sprintf("%d:%d", r.From, r.To) }

// Len is the number of replications.
func (r Range) Len() int { return max(0, r.To-r.From) }

// ranges is a set of replications: rising, with a gap between each two.
type ranges []Range

// with returns the set with one more range, and whether the two had none in
// common.
func (s ranges) with(add Range) (ranges, bool) {
	if add.Len() == 0 {
		return s, true
	}
	at, _ := slices.BinarySearchFunc(s, add.From, func(r Range, from int) int { return r.From - from })
	if at > 0 && s[at-1].To > add.From || at < len(s) && s[at].From < add.To {
		return s, false
	}
	if at > 0 && s[at-1].To == add.From {
		at--
		add.From = s[at].From
		s = slices.Delete(s, at, at+1)
	}
	if at < len(s) && s[at].From == add.To {
		add.To = s[at].To
		s = slices.Delete(s, at, at+1)
	}
	return slices.Insert(s, at, add), true
}

// missing is what the set lacks of a range.
func (s ranges) missing(of Range) ranges {
	var out ranges
	for _, r := range s {
		if r.From > of.From {
			out, _ = out.with(Range{of.From, min(r.From, of.To)})
		}
		of.From = max(of.From, r.To)
	}
	out, _ = out.with(of)
	return out
}

func (s ranges) count() int {
	n := 0
	for _, r := range s {
		n += r.Len()
	}
	return n
}

// at returns the i-th replication of the set.
func (s ranges) at(i int) int {
	for _, r := range s {
		if i < r.Len() {
			return r.From + i
		}
		i -= r.Len()
	}
	panic("simulate: a set of replications has no such place")
}

func (s ranges) String() string {
	list := make([]string, len(s))
	for i, r := range s {
		list[i] = r.String()
	}
	return strings.Join(list, ", ")
}
