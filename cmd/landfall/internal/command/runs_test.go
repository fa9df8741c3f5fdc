package command

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// TestAnInterruptedPartIsKept: the summary has what was computed, and says that
// it is not all.
func TestAnInterruptedPartIsKept(t *testing.T) {
	s := &simulate.Scenario{
		Landfall: simulate.FormatVersion, Name: "one",
		Network: simulate.Network{Links: []simulate.Link{{Name: "wan"}}},
		Sites:   []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
	}
	size, capacity := simulate.Const(simulate.GB), simulate.Gbps
	s.Network.Links[0].Capacity = &capacity
	s.Portfolio = []simulate.Subscription{{Name: "retail", Workloads: []simulate.Workload{{Name: "shop", Assets: []simulate.Asset{{Name: "db", Used: &size}}}}}}
	part, err := simulate.CompareShard(t.Context(), s, simulate.Range{From: 2, To: 5}, simulate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	cmd := &cobra.Command{}
	cmd.SetErr(&told)
	l := long{summary: filepath.Join(t.TempDir(), "a.sum")}
	for _, ended := range []error{context.Canceled, nil} {
		told.Reset()
		err = l.sum(cmd, &runs{seed: 1}, func(simulate.Options) (*simulate.Shard, error) { return part, ended })
		if !errors.Is(err, ended) {
			t.Errorf("ended with %v, want %v", err, ended)
		}
		d, err := readShard(l.summary)
		if err != nil {
			t.Fatal(err)
		}
		if got := list(d.Replications()); got != "2:5" {
			t.Errorf("the summary has replications %s, want 2:5", got)
		}
		if said := strings.Contains(told.String(), "has only replications 2:5"); said != (ended != nil) {
			t.Errorf("ended with %v: said %q", ended, told.String())
		}
	}
	l.summary = filepath.Join(t.TempDir(), "none.sum")
	if err := l.sum(cmd, &runs{seed: 1}, func(simulate.Options) (*simulate.Shard, error) { return nil, context.Canceled }); !errors.Is(err, context.Canceled) {
		t.Errorf("nothing was computed: %v", err)
	}
}
