package simulate

import "testing"

func TestFindingsAreThoseOfTheModelsInUse(t *testing.T) {
	s := smallScenario()
	single := findings(s, SingleStep)
	if len(single) != 1 || single[0].Kind != "separation-of-duty" || single[0].Text == "" {
		t.Fatalf("single-step: %+v, want one about the separation of duties", single)
	}
	if got := findings(s, Staged); got == nil || len(got) != 0 {
		t.Errorf("staged: %#v, want an empty list", got)
	}
	s.Portfolio[1].Workloads[0].Model = SingleStep
	if got := findings(s, Staged); len(got) != 1 {
		t.Errorf("staged with a subscription pinned to single-step: %+v", got)
	}
	s.Portfolio[0].Workloads[1].Model = Flight
	s.Portfolio[1].Workloads[0].Model = Staged
	if got := findings(s, SingleStep); len(got) != 0 {
		t.Errorf("nothing goes single-step, yet %+v", got)
	}
}
