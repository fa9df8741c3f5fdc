package command

import (
	"github.com/landfall-sim/landfall/replication"
	"github.com/landfall-sim/landfall/simulate"
)

// transfersDocument is a file of links and transfers, its quantities with
// units.
type transfersDocument struct {
	Links []struct {
		Name     string           `json:"name"`
		Capacity simulate.BitRate `json:"capacity"`
		Steps    []struct {
			At       simulate.Duration `json:"at"`
			Capacity simulate.BitRate  `json:"capacity"`
		} `json:"steps,omitempty"`
	} `json:"links"`
	Transfers []struct {
		Name   string            `json:"name"`
		Start  simulate.Duration `json:"start,omitempty"`
		Size   simulate.Bytes    `json:"size"`
		Route  []string          `json:"route"`
		Limit  *simulate.BitRate `json:"limit,omitempty"`
		Weight *float64          `json:"weight,omitempty"`
		Class  int               `json:"class,omitempty"`
	} `json:"transfers"`
}

// convert gives the document in the units of the library.
func (d *transfersDocument) convert() ([]replication.Link, []replication.Transfer) {
	const bits = 8
	links := make([]replication.Link, 0, len(d.Links))
	for _, l := range d.Links {
		link := replication.Link{Name: l.Name, Capacity: float64(l.Capacity) / bits}
		for _, s := range l.Steps {
			link.Steps = append(link.Steps, replication.CapacityStep{At: float64(s.At), Capacity: float64(s.Capacity) / bits})
		}
		links = append(links, link)
	}
	transfers := make([]replication.Transfer, 0, len(d.Transfers))
	for _, t := range d.Transfers {
		transfer := replication.Transfer{
			Name: t.Name, Start: float64(t.Start), Size: float64(t.Size), Route: t.Route, Weight: t.Weight, Class: t.Class,
		}
		if t.Limit != nil {
			limit := float64(*t.Limit) / bits
			transfer.Limit = &limit
		}
		transfers = append(transfers, transfer)
	}
	return links, transfers
}
