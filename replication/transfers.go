package replication

import (
	"encoding/json"
	"math"
)

// Link is a path segment that transfers share. Steps are capacities that hold
// from a moment on; a capacity of 0 is an outage.
type Link struct {
	Name     string         `json:"name"`
	Capacity float64        `json:"capacity"` // bytes per second from the start on, finite, at least 0
	Steps    []CapacityStep `json:"steps,omitempty"`
}

// CapacityStep is the capacity that a link has from a moment on. Steps may be
// listed in any order; a link has at most one at a moment.
type CapacityStep struct {
	At       float64 `json:"at"`       // seconds since the start, finite, at least 0
	Capacity float64 `json:"capacity"` // bytes per second, finite, at least 0
}

// Transfer is a copy of a known size over a route of links.
type Transfer struct {
	Name  string   `json:"name"`
	Start float64  `json:"start"` // seconds since the start, finite, at least 0
	Size  float64  `json:"size"`  // bytes on the network, finite, at least 0
	Route []string `json:"route"` // names of the links that it crosses, each once
	// Limit is the most that it takes, in bytes per second, at least 0; nil or
	// +Inf for no limit.
	Limit *float64 `json:"limit,omitempty"`
	// Weight is its share in relation to others of its class, from 1e-100 to
	// 1e100 and at most 1e9 times the least of its class; nil for 1.
	Weight *float64 `json:"weight,omitempty"`
	// Class is its priority: a lower class is served first, strictly.
	Class int `json:"class,omitempty"`
}

// Finish is the moment at which a transfer has been carried to its last byte.
type Finish struct {
	Name    string
	Seconds float64 // since the start; 0 where Never
	Never   bool    // it cannot finish
}

type finishJSON struct {
	Name   string   `json:"name"`
	Finish *float64 `json:"finish"`
	Reason string   `json:"reason,omitempty"`
}

// MarshalJSON writes the finish as {"name": …, "finish": seconds}, and with a
// finish of null and the reason "never" where there is none.
func (f Finish) MarshalJSON() ([]byte, error) {
	text := finishJSON{Name: f.Name, Finish: &f.Seconds}
	if f.Never {
		text.Finish, text.Reason = nil, "never"
	}
	return json.Marshal(text)
}

// UnmarshalJSON reads what MarshalJSON writes; a finish that is null or absent
// is Never.
func (f *Finish) UnmarshalJSON(text []byte) error {
	var in finishJSON
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	*f = Finish{Name: in.Name, Never: in.Finish == nil}
	if in.Finish != nil {
		f.Seconds = *in.Finish
	}
	return nil
}

// Transfers tells when transfers that share links finish, in the order in
// which they are given. At every instant rates are max-min fair by weight, in
// strict order of class, with limits respected: a class shares what those
// before it leave, and its transfers rise together, each in proportion to its
// weight, until it reaches its limit or a link of its route is full. Nothing is
// lost while a link is down. A transfer of size 0 finishes at its start.
//
// Times are exact but for rounding: the instants at which a transfer starts or
// ends or a capacity changes are followed one by one. The error wraps
// [ErrTransfers] and joins one [*TransferError] for each fault of the input.
func Transfers(links []Link, transfers []Transfer) ([]Finish, error) {
	routes, err := checkTransfers(links, transfers)
	if err != nil {
		return nil, err
	}
	return newCarrier(links, transfers, routes).run(), nil
}

func (t *Transfer) limit() float64 {
	if t.Limit == nil {
		return math.Inf(1)
	}
	return *t.Limit
}

func (t *Transfer) weight() float64 {
	if t.Weight == nil {
		return 1
	}
	return *t.Weight
}
