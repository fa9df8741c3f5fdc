package backlog

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Document is the backlog as its readers see it: one item a workload, in the
// order in which they are taken up. Keeping it up to date is one of the four
// deliverables of staging (Microsoft Cloud Adoption Framework, "Understand
// staging activities": the backlog reflects the workload and assets staged).
type Document struct {
	Items []Item `json:"items"`
}

// Item is how far one workload has come.
type Item struct {
	Workload     string   `json:"workload"`
	Subscription string   `json:"subscription"`
	Assets       []string `json:"assets"`
	Status       Status   `json:"status"`
}

// Update is what one change of the document moved, and where.
type Update struct {
	Workload string   `json:"workload"`
	Assets   []string `json:"assets"` // which move with it
	From     Status   `json:"from"`
	To       Status   `json:"to"`
}

// String is the update in words.
func (u Update) String() string {
	return fmt.Sprintf("%s (%s): %v → %v", u.Workload, strings.Join(u.Assets, ", "), u.From, u.To)
}

// Document is the document of a backlog of which nothing was done yet.
func (b Backlog) Document(p Policy) Document {
	var listed []Item
	for _, s := range b.Subscriptions {
		for _, w := range s.Workloads {
			item := Item{Workload: w.Name, Subscription: s.Name}
			for _, a := range w.Assets {
				item.Assets = append(item.Assets, a.Name)
			}
			listed = append(listed, item)
		}
	}
	var d Document
	for _, i := range b.Order(p) {
		d.Items = append(d.Items, listed[i])
	}
	return d
}

// Move returns the document in which a workload has another status, and what
// that changed. The document it is called on stays as it is. A workload may move
// back, as it does when its assets have to be replicated again: what is allowed
// is not decided here. It fails for a workload that is not in the document and
// for a status that is none.
func (d Document) Move(workload string, to Status) (Document, Update, error) {
	if int(to) >= len(statuses) {
		return d, Update{}, invalid(to.String(), "is no status, expected one of %v", statuses)
	}
	i := slices.IndexFunc(d.Items, func(item Item) bool { return item.Workload == workload })
	if i < 0 {
		return d, Update{}, invalid(fmt.Sprintf("workload %q", workload), "is not in the document")
	}
	moved := Document{slices.Clone(d.Items)}
	item := &moved.Items[i]
	update := Update{item.Workload, slices.Clone(item.Assets), item.Status, to}
	item.Status = to
	return moved, update, nil
}

// At gives the items of one status, in their order.
func (d Document) At(s Status) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for _, item := range d.Items {
			if item.Status == s && !yield(item) {
				return
			}
		}
	}
}
