package backlog

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestValidateNamesEverything(t *testing.T) {
	asset := func(name string) []Asset { return []Asset{{Name: name, Used: 1}} }
	b := Backlog{[]Subscription{
		{"s", []Workload{
			{Name: "a", After: []string{"c", "nobody"}, Assets: asset("1")},
			{Name: "a", Assets: asset("1")},
			{Assets: asset("")},
		}},
		{"s", []Workload{
			{Name: "b", Effort: -1, Assets: []Asset{{"2", math.NaN()}, {"3", math.Inf(1)}}},
			{Name: "c", After: []string{"b", "a"}},
		}},
	}}
	want := []string{
		`backlog: subscription "s" is given twice, expected unique names`,
		`backlog: workload "a" is given twice, expected unique names`,
		`backlog: workload 3 has no name`,
		`backlog: workload "a" comes after "nobody", which is no workload`,
		`backlog: asset "1" is given twice, expected unique names`,
		`backlog: asset 1 of workload "" has no name`,
		`backlog: workload "b" has an effort of -1, expected a finite number of hours that is not negative`,
		`backlog: asset "2" uses NaN bytes, expected a finite number that is not negative`,
		`backlog: asset "3" uses +Inf bytes, expected a finite number that is not negative`,
		`backlog: workload "c" has no assets, expected at least one`,
		`backlog: workload "a" is in a ring: a → c → a; they can only be promoted together`,
	}
	err := b.Validate()
	if got := strings.Split(err.Error(), "\n"); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", err, strings.Join(want, "\n"))
	}
	var first *Error
	if !errors.Is(err, ErrInvalid) || !errors.As(err, &first) || first.Subject != `subscription "s"` {
		t.Errorf("the first error is %#v", first)
	}
}

func TestValidateAcceptsWhatHasNoRing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := drawEdges(true).Draw(t, "edges")
		b := drawBacklog(edges).Draw(t, "backlog")
		if err := b.Validate(); (err == nil) != (everyRing(edges) == nil) {
			t.Errorf("%v, with the ring %v", err, everyRing(edges))
		}
	})
}
