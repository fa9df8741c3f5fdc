package staging

import (
	"slices"
	"testing"
)

func TestSetIsASet(t *testing.T) {
	for s := Set(0); s <= All; s++ {
		if s.Missing()|s != All || s.Missing()&s != 0 || s.Complete() != (s == All) || s.Len() != len(slices.Collect(s.Deliverables())) {
			t.Errorf("%v: missing %v, complete %v, %d members", s, s.Missing(), s.Complete(), s.Len())
		}
		for d := range All.Deliverables() {
			if s.With(d) != s|Of(d) || s.Without(d).Has(d) || !s.With(d).Has(d) {
				t.Errorf("%v with and without %v", s, d)
			}
		}
		text, err := s.MarshalText()
		var read Set
		if err2 := read.UnmarshalText(text); err != nil || err2 != nil || read != s {
			t.Errorf("%q reads as %v: %v, %v", text, read, err, err2)
		}
	}
	for range All.Deliverables() {
		break
	}
}

func TestDeliverableText(t *testing.T) {
	for d := range All.Deliverables() {
		text, err := d.MarshalText()
		var read Deliverable
		if err2 := read.UnmarshalText(text); err != nil || err2 != nil || read != d {
			t.Errorf("%q reads as %v: %v, %v", text, read, err, err2)
		}
	}
	if MigrationDocumentation.Title() != "migration documentation" || Deliverable(9).String() != "deliverable(9)" {
		t.Errorf("%q, %q", MigrationDocumentation.Title(), Deliverable(9))
	}
}

func TestBadTexts(t *testing.T) {
	if text, err := Set(16).MarshalText(); err == nil {
		t.Errorf("a set that is none: %s", text)
	}
	if text, err := Deliverable(4).MarshalText(); err == nil {
		t.Errorf("a deliverable that is none: %s", text)
	}
	for _, text := range []string{"", "all,none", "automated-testing,", "tests"} {
		s := Of(BacklogDocumentation)
		if err := s.UnmarshalText([]byte(text)); err == nil || s != Of(BacklogDocumentation) {
			t.Errorf("%q reads as %v, %v", text, s, err)
		}
	}
	if Of(Deliverable(7)) != 0 {
		t.Error("a set of what is no deliverable is not empty")
	}
}
