package simulate

// eachOfWorkloads yields the scenario's workloads.
func eachOfWorkloads(s *Scenario, visit func(*Workload)) {
	for i := range s.Portfolio {
		for j := range s.Portfolio[i].Workloads {
			visit(&s.Portfolio[i].Workloads[j])
		}
	}
}

// ofAssets gathers the numbers of all assets.
func ofAssets(s *Scenario, numbers func(*Asset) []weighed) []weighed {
	var list []weighed
	eachOfWorkloads(s, func(w *Workload) {
		for i := range w.Assets {
			list = append(list, numbers(&w.Assets[i])...)
		}
	})
	return list
}

// perWorkload gathers a number that each workload may override: what the
// scenario gives counts as often as no workload does.
func perWorkload(s *Scenario, given []weighed, own func(*Workload) []weighed) []weighed {
	var list []weighed
	common := 0.0
	eachOfWorkloads(s, func(w *Workload) {
		if numbers := own(w); numbers != nil {
			list = append(list, numbers...)
		} else {
			common++
		}
	})
	for _, n := range given {
		list = append(list, weighed{n.movable, common})
	}
	return list
}

func workInputs() []input {
	work := func(name, label string, pick func(*Work) *Dist[Duration], own func(*Workload) *Dist[Duration]) input {
		return input{
			name: "work." + name, label: label, unit: inSeconds,
			numbers: func(s *Scenario) []weighed {
				return perWorkload(s, givenDist(pick(&s.Work)), func(w *Workload) []weighed { return givenDist(own(w)) })
			},
			drawn: eachWorkload(name, func(d *dice, w *Workload) *Dist[Duration] { return new(valueOr(own(w), *pick(&d.s.Work))) }),
		}
	}
	return []input{
		work("remediate", "time to remediate a workload", func(w *Work) *Dist[Duration] { return w.Remediate }, func(w *Workload) *Dist[Duration] { return w.Remediate }),
		work("document", "time to document a workload", func(w *Work) *Dist[Duration] { return w.Document }, func(w *Workload) *Dist[Duration] { return w.Document }),
		work("optimize", "time to optimize a workload", func(w *Work) *Dist[Duration] { return w.Optimize }, func(w *Workload) *Dist[Duration] { return w.Optimize }),
	}
}

func testInputs() []input {
	var list []input
	test := func(name string, pick func(*Tests) *Test) {
		list = append(list, input{
			name: "tests." + name + ".takes", label: "time of the " + name + " test", unit: inSeconds,
			numbers: func(s *Scenario) []weighed {
				return perWorkload(s, givenDist(pick(&s.Tests).Takes), func(w *Workload) []weighed { return givenDist(pick(&w.Tests).Takes) })
			},
			drawn: eachWorkload(name, func(d *dice, w *Workload) *Dist[Duration] {
				return new(valueOr(pick(&w.Tests).Takes, *pick(&d.s.Tests).Takes))
			}),
		}, input{
			name: "tests." + name + ".finds", label: "share of defects that the " + name + " test finds", unit: inShare,
			numbers: func(s *Scenario) []weighed {
				return perWorkload(s, given(pick(&s.Tests).Finds), func(w *Workload) []weighed { return given(pick(&w.Tests).Finds) })
			},
		})
	}
	test("sandbox", func(t *Tests) *Test { return &t.Sandbox })
	test("automated", func(t *Tests) *Test { return &t.Automated })
	test("performance", func(t *Tests) *Test { return &t.Performance })
	test("business", func(t *Tests) *Test { return &t.Business })
	return list
}

// defectInputs are none where no workload is born with a defect.
func defectInputs(s *Scenario) []input {
	list := []input{
		{
			name: "defects.perWorkload", label: "number of defects of a workload", unit: inCounts, drawn: defectsBorn, always: true,
			numbers: func(s *Scenario) []weighed {
				return perWorkload(s, givenDefects(s.Defects.PerWorkload), func(w *Workload) []weighed { return givenDefects(w.Defects) })
			},
		},
		{
			name: "defects.fix", label: "time to fix a defect", unit: inSeconds, drawn: eachDefect("fix", func(d *dice) *Dist[Duration] { return d.s.Defects.Fix }),
			numbers: func(s *Scenario) []weighed { return givenDist(s.Defects.Fix) },
		},
		{name: "defects.redeploy", label: "share of defects that need new seeds", unit: inShare, numbers: func(s *Scenario) []weighed { return given(s.Defects.Redeploy) }},
		{name: "defects.surface", label: "time until a defect surfaces", unit: inSeconds, numbers: func(s *Scenario) []weighed { return given(s.Defects.Surface) }},
		{
			name: "defects.mitigate", label: "time to mitigate a defect", unit: inSeconds, drawn: eachDefect("mitigate", func(d *dice) *Dist[Duration] { return d.s.Defects.Mitigate }),
			numbers: func(s *Scenario) []weighed { return givenDist(s.Defects.Mitigate) },
		},
	}
	if list[0].value(s) == 0 {
		return nil
	}
	return list
}

func givenDefects(p *float64) []weighed {
	if p == nil {
		return nil
	}
	return one(plain[float64]{p, mostDefects})
}

func portfolioInputs() []input {
	return []input{
		{
			name: "assets.used", label: "used bytes of all assets together", unit: inBytes, total: true,
			numbers: func(s *Scenario) []weighed {
				return ofAssets(s, func(a *Asset) []weighed { return givenDist(a.Used) })
			},
			drawn: eachAsset("used", func(_ *dice, a *Asset) *Dist[Bytes] { return a.Used }),
		},
		{
			name: "assets.churn", label: "writes of all assets together", unit: inByteRate, total: true,
			numbers: func(s *Scenario) []weighed {
				return ofAssets(s, func(a *Asset) []weighed { return givenDist(a.Churn) })
			},
			drawn: eachAsset("churn", func(_ *dice, a *Asset) *Dist[ByteRate] { return a.Churn }),
		},
		{name: "workloads.users", label: "users of all workloads together", unit: inUsers, total: true, numbers: func(s *Scenario) []weighed {
			var list []weighed
			eachOfWorkloads(s, func(w *Workload) { list = append(list, givenNumber(w.Users)...) })
			return list
		}},
	}
}
