package simulate_test

import (
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// TestAFlowComesAsOthersLeaveTheLink: two flows share the core, until, at the instant
// at which a third one begins, their own link comes to hold them back. That one
// gets what they leave, not what they had.
func TestAFlowComesAsOthersLeaveTheLink(t *testing.T) {
	const before, after = 7200.0, 1000.0 // s
	s := oneAsset(1e12, 0, 10e6)
	s.Network.Links[0].Name = "core"
	s.Network.Links = append(s.Network.Links, simulate.Link{
		Name: "branch", Capacity: new(1 * simulate.Gbps),
		Steps: []simulate.CapacityStep{{At: simulate.Instant{Offset: simulate.Duration(before)}, Capacity: 8 * 6 * simulate.Mbps}},
	})
	s.Sites = []simulate.Site{{Name: "main", Route: []string{"core"}}, {Name: "branch", Route: []string{"branch", "core"}}}
	first := &s.Portfolio[0].Workloads[0]
	late := *first
	late.Name = "late"
	late.Remediate = new(simulate.Const(simulate.Duration(before)))
	late.Assets = []simulate.Asset{first.Assets[0]}
	late.Assets[0].Name, late.Assets[0].Site = "late", "main"
	late.Assets[0].Used = new(simulate.Const(simulate.Bytes(after * (10e6 - 6e6))))
	first.Assets[0].Site = "branch"
	first.Assets = append(first.Assets, first.Assets[0])
	first.Assets[1].Name = "other"
	s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, late)
	within(t, "seeded", finished(t, s).Workloads[1].Assets[0].Seeded, before+after, 1e-9)
}
