package simulate

import "slices"

// HeldSize is how many assets a link keeps in sync at once in the long run, as
// staged assets have to be: the writes of n assets must take less than what the
// link has for migration, n·d < C for equal ones. It is a closed form of means,
// with the link's largest capacity ever, and for whoever crosses the link
// alone; see [Scenario.Warnings].
//
// Source: see [replication.HeldAssets].
type HeldSize struct {
	Link    string  `json:"link"`
	Offer   float64 `json:"offer"`   // bit/s that the link has for migration, at most and on average
	Writes  float64 `json:"writes"`  // wire bit/s that all its assets need
	Assets  int     `json:"assets"`  // whose traffic crosses the link
	Never   int     `json:"never"`   // of these, assets that cannot be kept in sync even alone
	Any     int     `json:"any"`     // whichever of the others they are, so many are held: those that write most
	Most    int     `json:"most"`    // at most, those that write least
	Limited string  `json:"limited"` // what keeps the number from being larger: link, tool.replicating, or empty where all are held
}

// heldSizes counts for each link.
func (s *Scenario) heldSizes() []HeldSize {
	w := newWarner(s)
	list := []HeldSize{}
	for i := range s.Network.Links {
		list = append(list, w.held(s.Network.Links[i].Name))
	}
	return list
}

func (w *warner) held(link string) HeldSize {
	h := HeldSize{Link: link, Offer: float64(w.offers[link])}
	var needs []BitRate
	for _, a := range w.s.assets() {
		if !w.crosses(a, link) {
			continue
		}
		h.Assets++
		need := w.s.syncRate(a)
		h.Writes += float64(need)
		if route := w.alone(a); route <= 0 || need > 0 && atLeast(need, route) {
			h.Never++
			continue
		}
		needs = append(needs, need)
	}
	slices.Sort(needs)
	h.Most = w.fit(needs, w.offers[link])
	slices.Reverse(needs)
	h.Any = w.fit(needs, w.offers[link])
	h.Limited = "link"
	if h.Any == len(needs) && h.Never == 0 {
		h.Limited = ""
	}
	if limit := w.s.Tool.Replicating; limit != nil && *limit < h.Most {
		h.Most, h.Any, h.Limited = *limit, min(h.Any, *limit), "tool.replicating"
	}
	return h
}

// fit counts the first needs that together are less than an offer.
func (w *warner) fit(needs []BitRate, offer BitRate) int {
	sum := BitRate(0)
	for i, need := range needs {
		if sum += need; sum > 0 && atLeast(sum, offer) {
			return i
		}
	}
	return len(needs)
}
