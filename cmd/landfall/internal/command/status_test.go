package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/inventory"
	"github.com/landfall-sim/landfall/simulate"
)

func TestStatusOf(t *testing.T) {
	for _, test := range []struct {
		err  error
		want Status
	}{
		{nil, Done},
		{errors.New("unknown flag: --x"), Invalid},
		{ran{errors.New("disk full")}, Failed},
		{ran{context.Canceled}, Failed},
		{ran{errUnmet}, Unmet},
		{ran{invalid{errors.New("bad file")}}, Invalid},
		{ran{fmt.Errorf("plan.yaml: %w", simulate.ErrScenario)}, Invalid},
		{ran{fmt.Errorf("export.csv: %w", inventory.ErrSource)}, Invalid},
	} {
		if got := statusOf(test.err); got != test.want {
			t.Errorf("%v: %v, want %v", test.err, got, test.want)
		}
	}
}

func TestMessage(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{errors.New("unknown flag: --x"), "landfall: unknown flag: --x\nTry 'landfall compare --help'."},
		{ran{invalid{errors.New("plan.yaml:3:1: bad")}}, "plan.yaml:3:1: bad"},
		{ran{context.Canceled}, "landfall: interrupted"},
	} {
		if got := message(test.err, "landfall compare"); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestStatusHasAName(t *testing.T) {
	seen := map[string]bool{}
	for s := Done; s <= Unmet+1; s++ {
		if name := s.String(); name == "" || seen[name] {
			t.Errorf("%d is called %q", s, name)
		}
		seen[s.String()] = true
	}
}

func TestCancelledContextIsAnInterruption(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs strings.Builder
	status := Run(ctx, []string{"compare", "testdata/one.json"}, &out, &errs)
	if status != Failed || errs.String() != "landfall: interrupted\n" || out.Len() != 0 {
		t.Errorf("%v, %q, %q", status, out.String(), errs.String())
	}
}
