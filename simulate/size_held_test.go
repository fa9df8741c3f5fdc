package simulate

import "testing"

// n·d < C, strictly; see the table of replication.HeldAssets.
func TestSizeHeld(t *testing.T) {
	for _, c := range []struct {
		name      string
		churn     []ByteRate
		change    func(*Scenario)
		any, most int
		never     int
		limited   string
	}{
		{"just below", []ByteRate{2.4999e6, 2.4999e6, 2.4999e6, 2.4999e6}, nil, 4, 4, 0, ""},
		{"at", []ByteRate{2.5e6, 2.5e6, 2.5e6, 2.5e6}, nil, 3, 3, 0, "link"},
		{"just above", []ByteRate{2.5001e6, 2.5001e6, 2.5001e6, 2.5001e6}, nil, 3, 3, 0, "link"},
		{"different ones", []ByteRate{1e6, 6e6, 1e6, 5e6}, nil, 1, 3, 0, "link"},
		{"one that is too much", []ByteRate{1e6, 10e6, 1e6}, nil, 2, 2, 1, "link"},
		{"none writes", []ByteRate{0, 0}, nil, 2, 2, 0, ""},
		{"slots", []ByteRate{1e6, 1e6, 1e6}, func(s *Scenario) { s.Tool.Replicating = new(2) }, 2, 2, 0, "tool.replicating"},
		{"asset limit", []ByteRate{1e6, 2e6}, func(s *Scenario) { s.Tool.AssetLimit = new(16 * Mbps) }, 1, 1, 1, "link"},
		{"dark", []ByteRate{0, 0}, func(s *Scenario) { s.Network.Links[0].Capacity = new(BitRate(0)) }, 0, 0, 2, "link"},
	} {
		s := limits(len(c.churn), GB, 0)
		for i, churn := range c.churn {
			s.Portfolio[0].Workloads[0].Assets[i].Churn = new(Const(churn))
		}
		if c.change != nil {
			c.change(s)
		}
		h := s.WithDefaults().heldSizes()[0]
		if h.Any != c.any || h.Most != c.most || h.Never != c.never || h.Limited != c.limited || h.Assets != len(c.churn) {
			t.Errorf("%s: %+v", c.name, h)
		}
	}
}
