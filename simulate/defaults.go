package simulate

import (
	"fmt"
	"reflect"
	"time"
)

// WithDefaults returns a copy, which shares nothing with the original, with
// every default written in. It is still a scenario that [Scenario.Validate]
// accepts, if the original is, and doing it again changes nothing.
//
// What is nil or empty afterwards has no value as its default: limits (Limit,
// Seeding, Replicating, AssetLimit, team sizes, WIP, WorkingSet), Production,
// Secondary, the objectives other than Confidence, BusinessTest, change
// windows, freezes, capacity steps, throttles, a cycle's Interval under policy
// azure, a workload's own durations, tests and defects, pins, After, and the
// Secondary of assets that no secondary covers.
func (s *Scenario) WithDefaults() *Scenario {
	c := clone(reflect.ValueOf(s)).Interface().(*Scenario)
	fill(&c.Start, time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC))
	fillWord(&c.TimeZone, "UTC")
	fill(&c.Horizon, 104*Week)
	c.Network.fillDefaults()
	c.Tool.fillDefaults()
	if c.Secondary != nil {
		fill(&c.Secondary.Wire, 1)
	}
	c.fillWork()
	c.Promotion.fillDefaults()
	fillWord(&c.Backlog.Order, Listed)
	fill(&c.Objectives.Confidence, 0.8)
	c.fillPortfolio()
	return c
}

func (n *Network) fillDefaults() {
	fillWord(&n.Sharing, ProductionFirst)
	for i := range n.Links {
		l := &n.Links[i]
		fill(&l.Efficiency, Const[Share](1))
		for j := range l.Throttle {
			fillDays(&l.Throttle[j].Window)
		}
		if p := l.Production; p != nil {
			fillConstant(&p.Demand)
			p.Profile.fillDefaults()
			fill(&p.Weight, 1)
		}
	}
}

func (t *Tool) fillDefaults() {
	fillWord(&t.Mode, Continuous)
	fill(&t.Cycle, Cycle{})
	fillWord(&t.Cycle.Policy, AzureCycle)
	if t.Cycle.Policy == FixedCycle {
		fill(&t.Cycle.Interval, 2*Hour)
	}
	fill(&t.Wire, 1)
	fill(&t.Launch, Const[Duration](0))
	fill(&t.Deploy, Const[Duration](0))
}

func (s *Scenario) fillWork() {
	for _, t := range []*Team{&s.Teams.Adoption, &s.Teams.Operations, &s.Teams.Business} {
		if t.Hours.Windows == nil {
			fillWord(&t.Hours.Name, AlwaysHours)
		}
		for i := range t.Hours.Windows {
			fillDays(&t.Hours.Windows[i])
		}
	}
	for _, d := range []**Dist[Duration]{&s.Work.Remediate, &s.Work.Document, &s.Work.Optimize, &s.Defects.Fix, &s.Defects.Mitigate} {
		fill(d, Const[Duration](0))
	}
	for _, t := range []*Test{&s.Tests.Sandbox, &s.Tests.Automated, &s.Tests.Performance, &s.Tests.Business} {
		fill(&t.Takes, Const[Duration](0))
		fill(&t.Finds, 0)
	}
	fill(&s.Defects.PerWorkload, 0)
	fill(&s.Defects.Redeploy, 0)
	fill(&s.Defects.Surface, Day)
}

func (p *Promotion) fillDefaults() {
	if len(p.Models) == 0 {
		p.Models = []ModelName{SingleStep, Staged, Flight}
	}
	fillWord(&p.Scope, WorkloadScope)
	fill(&p.Quiesce, true)
	fill(&p.Approval, Const[Duration](0))
	for i := range p.Windows {
		fillDays(&p.Windows[i])
	}
	fill(&p.Propagation, 0)
	fill(&p.Route, Const[Duration](0))
	if len(p.Flights) == 0 {
		p.Flights = []FlightStep{{Share: 1}}
	}
	for i := range p.Flights {
		fill(&p.Flights[i].Bake, Const[Duration](0))
	}
	fill(&p.Hold, 30*Day)
}

func (s *Scenario) fillPortfolio() {
	workload := 0
	for i := range s.Portfolio {
		sub := &s.Portfolio[i]
		fillWord(&sub.Name, fmt.Sprintf("subscription-%d", i+1))
		for j := range sub.Workloads {
			w := &sub.Workloads[j]
			workload++
			fillWord(&w.Name, fmt.Sprintf("workload-%d", workload))
			fill(&w.Users, 0)
			for k := range w.Assets {
				s.fillAsset(&w.Assets[k])
			}
		}
	}
}

func (s *Scenario) fillAsset(a *Asset) {
	if len(s.Sites) == 1 {
		fillWord(&a.Site, s.Sites[0].Name)
	}
	fill(&a.Churn, Const[ByteRate](0))
	a.Profile.fillDefaults()
	if s.Secondary != nil && a.Stateful {
		fill(&a.Secondary, true)
	}
}

func (p *Profile) fillDefaults() {
	if p.Factors == nil {
		fillWord(&p.Name, FlatProfile)
	}
}

func fill[T any](p **T, v T) {
	if *p == nil {
		*p = &v
	}
}

func fillWord[T ~string](p *T, v T) {
	if *p == "" {
		*p = v
	}
}

func fillDays(w *Window) {
	if w.Days == 0 {
		w.Days = EveryDay
	}
}

func fillConstant[T Quantity](d *Dist[T]) {
	if d.Shape == Constant && len(d.Params) == 0 {
		*d = Const(T(0))
	}
}

// clone copies a value and all that it points to. Times are values.
func clone(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(clone(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				c.Index(i).Set(clone(v.Index(i)))
			}
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return c
		}
		for i := range v.NumField() {
			c.Field(i).Set(clone(v.Field(i)))
		}
	}
	return c
}
