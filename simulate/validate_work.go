package simulate

import "fmt"

// mostDefects bounds the mean number of defects of a workload: a run follows
// each of them.
const mostDefects = 10000

func (r *review) reviewTeams() {
	r.atLeastOne("teams.adoption.size", r.scenario.Teams.Adoption.Size)
	r.atLeastOne("teams.operations.size", r.scenario.Teams.Operations.Size)
	r.atLeastOne("teams.business.size", r.scenario.Teams.Business.Size)
	r.atLeastOne("backlog.wip", r.scenario.Backlog.WIP)
	r.defects("defects.perWorkload", r.scenario.Defects.PerWorkload)
}

func (r *review) defects(path string, mean *float64) {
	if mean != nil && *mean > mostDefects && *mean < numberLimit {
		r.add(path, fmt.Sprintf("is %v", *mean), fmt.Sprintf("at most %d defects a workload", mostDefects))
	}
}

func (r *review) reviewPromotion() {
	p := r.scenario.Promotion
	if p.Models != nil && len(p.Models) == 0 {
		r.add("promotion.models", "is empty", "at least one of "+listing(SingleStep.Names())+"; leave it out for all")
	}
	seen := map[ModelName]bool{}
	for i, m := range p.Models {
		path := element("promotion.models", i)
		switch {
		case m == "":
			r.add(path, "is empty", "one of "+listing(m.Names()))
		case seen[m]:
			r.add(path, "names "+string(m)+" a second time", "each model once")
		}
		seen[m] = true
	}
	for i, f := range p.Freezes {
		path := element("promotion.freezes", i)
		r.instant(join(path, "from"), f.From)
		r.instant(join(path, "to"), f.To)
		if f.To.Since(r.start) < f.From.Since(r.start) {
			r.add(join(path, "to"), f.To.String()+" is before from, "+f.From.String(), "a freeze ends after it starts")
		}
	}
	r.reviewFlights(p.Flights)
}

func (r *review) reviewFlights(flights []FlightStep) {
	if flights != nil && len(flights) == 0 {
		r.add("promotion.flights", "is empty", "at least one flight; leave it out for one of 100%")
	}
	last := Share(0)
	for i, f := range flights {
		path := join(element("promotion.flights", i), "share")
		if len(f.Share.check()) > 0 {
			continue
		}
		switch {
		case f.Share == 0:
			r.add(path, "is 0", "a share above 0% and at most 100%")
		case last == 1:
			r.add(path, "comes after a flight of 100%", "only the last flight has 100% of the users")
		case f.Share < last:
			r.add(path, fmt.Sprintf("%v is below %v of the flight before", f.Share, last), "the shares of flights never fall")
		}
		last = max(last, f.Share)
	}
	if n := len(flights); n > 0 && last < 1 {
		r.add(join(element("promotion.flights", n-1), "share"), fmt.Sprintf("the last flight is at %v", flights[n-1].Share), "the last flight has 100% of the users")
	}
}
