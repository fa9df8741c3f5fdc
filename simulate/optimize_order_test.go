package simulate

import (
	"testing"
)

// recordOf is a record of equal replications but for those that meet nothing.
func recordOf(n, missed int, duration, affected float64) *record {
	r := newRecord(1)
	r.grow(n)
	for i := range n {
		r.finished[i], r.joint[i], r.count[i] = true, 1, 2
		if i < missed {
			r.joint[i], r.count[i] = 0, 1
		}
		r.values[fieldOf("duration")][i], r.values[fieldOf("affected")][i] = duration, affected
	}
	return r
}

func orderOf(names ...Criterion) *order {
	o := &order{confidence: 0.8, settled: settled, criteria: names}
	for _, name := range names {
		o.columns = append(o.columns, fieldOf(string(name)))
	}
	return o
}

func TestOrderDecides(t *testing.T) {
	o := orderOf("duration", "affected")
	base := recordOf(100, 10, 100, 100)
	for _, c := range []struct {
		name string
		a    *record
		want bool
		by   string
	}{
		{"the same", recordOf(100, 10, 100, 100), false, ""},
		{"earlier", recordOf(100, 10, 90, 200), true, "duration"},
		{"later", recordOf(100, 10, 110, 10), false, "duration"},
		{"as early, less affected", recordOf(100, 10, 100, 90), true, "affected"},
		{"hardly earlier, less affected", recordOf(100, 10, 99.5, 90), true, "affected"},
		{"hardly earlier", recordOf(100, 10, 99.5, 100), false, ""},
		{"less sure but sure enough", recordOf(100, 20, 90, 100), true, "duration"},
		{"surer without need", recordOf(100, 0, 100, 100), false, ""},
		{"no longer sure enough", recordOf(100, 21, 1, 1), false, byJoint},
	} {
		if got, by := o.decides(c.a, base); got != c.want || by != c.by {
			t.Errorf("%s: %v by %q, want %v by %q", c.name, got, by, c.want, c.by)
		}
	}
	short := recordOf(100, 60, 100, 100)
	if got, by := o.decides(recordOf(100, 30, 200, 200), short); !got || by != byJoint {
		t.Errorf("of two that fall short the likelier: %v by %q", got, by)
	}
	if got, by := o.decides(recordOf(100, 60, 90, 200), short); !got || by != "duration" {
		t.Errorf("of two that fall short alike the earlier: %v by %q", got, by)
	}
	some := recordOf(100, 60, 200, 200)
	for i := range some.count {
		some.count[i]++
	}
	if got, by := o.decides(some, short); !got || by != byMet {
		t.Errorf("of two that fall short alike the one that meets more: %v by %q", got, by)
	}
}

// In the search nothing is dropped that may yet be better in what counts more.
func TestOrderHolds(t *testing.T) {
	o := orderOf("duration", "affected")
	for _, c := range []struct {
		name string
		a, b *record
		want relation
	}{
		{"later", recordOf(100, 0, 90, 200), recordOf(100, 0, 100, 100), beaten},
		{"earlier", recordOf(100, 0, 110, 100), recordOf(100, 0, 100, 100), undecided},
		{"the same", recordOf(100, 0, 100, 100), recordOf(100, 0, 100, 100), noBetter},
		{"hardly earlier", recordOf(100, 0, 100, 100), recordOf(100, 0, 99.5, 100), noBetter},
		{"too few", recordOf(settled-1, 0, 90, 100), recordOf(100, 0, 100, 100), undecided},
		{"later but likelier, where it matters", recordOf(100, 25, 90, 100), recordOf(100, 5, 100, 100), undecided},
		{"later but likelier, where it does not", recordOf(400, 25, 90, 100), recordOf(400, 5, 100, 100), beaten},
		{"earlier but falls short", recordOf(100, 5, 100, 100), recordOf(100, 60, 10, 10), beaten},
		{"nothing to pair", recordOf(0, 0, 1, 1), recordOf(0, 0, 1, 1), undecided},
	} {
		if got := o.held(c.a, c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Of choices that look alike in the objectives the one with a margin leads.
func TestOrderLeads(t *testing.T) {
	o := orderOf("duration")
	if o.ahead(recordOf(100, 20, 50, 1), recordOf(100, 10, 100, 1)) {
		t.Error("one that barely reaches the confidence leads one that surely does")
	}
	if !o.ahead(recordOf(100, 10, 50, 1), recordOf(100, 5, 100, 1)) {
		t.Error("one that ends later leads")
	}
	if same := recordOf(100, 10, 50, 1); o.ahead(same, same) {
		t.Error("something leads itself")
	}
}

// With lost data bounded by an objective it is no criterion; what is to be
// minimized comes first, once.
func TestOrderOfCriteria(t *testing.T) {
	s := smallScenario()
	for _, c := range []struct {
		first Criterion
		bound bool
		want  string
	}{
		{"", false, "[lossBytes duration affected dualRunning]"},
		{"", true, "[duration affected dualRunning]"},
		{"affected", true, "[affected duration dualRunning]"},
		{"transfer", false, "[transfer lossBytes duration affected dualRunning]"},
		{"lossBytes", true, "[lossBytes duration affected dualRunning]"},
	} {
		s.Objectives.LossWindow = nil
		if c.bound {
			s.Objectives.LossWindow = new(Hour)
		}
		if got := sprint(newOrder(s, c.first).criteria); got != c.want {
			t.Errorf("%q: %s, want %s", c.first, got, c.want)
		}
	}
}
