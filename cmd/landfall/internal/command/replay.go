package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/report"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// replay is a look at a single replication: its log, or why a workload fared
// as it did.
type replay struct {
	number   int
	timeline string
	explain  string
}

func (r *replay) addFlags(cmd *cobra.Command) {
	cmd.Flags().Var(filled{&r.timeline}, "timeline", "also write one replication as a log to `FILE`, one JSON record a line")
	cmd.Flags().Var(filled{&r.explain}, "explain", "instead, tell what `WORKLOAD` waited for in one replication, when and why")
	cmd.Flags().IntVar(&r.number, "replication", 0, "the replication to log or explain is number `K`, from 0")
}

func (r *replay) check(cmd *cobra.Command, antithetic bool, form string) error {
	one := r.timeline != "" || r.explain != ""
	if r.explain != "" {
		if err := passedOver(cmd, "--explain is instead of the result", "summary", "checkpoint", "replications-range", "precision"); err != nil {
			return err
		}
	}
	if r.timeline == "-" {
		if err := passedOver(cmd, "--timeline - is alone on standard output", "output", "format", "summary", "checkpoint"); err != nil {
			return err
		}
	}
	switch {
	case r.number < 0:
		return invalid{fmt.Errorf("landfall: --replication %d: want at least 0", r.number)}
	case r.number > 0 && !one:
		return invalid{errors.New("landfall: --replication says which one to explain or log, want --explain or --timeline with it")}
	case one && antithetic:
		return invalid{errors.New("landfall: --explain and --timeline tell a replication without opposite luck, want no --antithetic")}
	case r.explain != "" && form != textForm:
		return invalid{fmt.Errorf("landfall: --format %s: --explain answers in text only", form)}
	case r.timeline == "":
		return nil
	}
	return (&output{file: r.timeline}).checkAs("--timeline")
}

// write writes what was asked for and reports whether the simulation of all
// replications is wanted, too.
func (r *replay) write(cmd *cobra.Command, s *simulate.Scenario, model simulate.ModelName, seed uint64, o *output) (more bool, err error) {
	if r.timeline == "" && r.explain == "" {
		return true, nil
	}
	plan, err := simulate.Compile(s)
	if err != nil {
		return false, err
	}
	if r.timeline != "" {
		log := output{file: r.timeline}
		if err := log.write(cmd, func(w io.Writer) error { return timeline(w, plan, model, seed, r.number) }); err != nil {
			return false, err
		}
	}
	if r.explain == "" {
		return r.timeline != "-", nil
	}
	story, err := plan.Explain(model, seed, r.number, r.explain)
	if err != nil {
		return false, invalid{fmt.Errorf("landfall: --explain: %w", err)}
	}
	return false, o.write(cmd, func(w io.Writer) error { return report.Story(w, s.WithDefaults(), story) })
}

func timeline(w io.Writer, plan *simulate.Plan, model simulate.ModelName, seed uint64, number int) error {
	var lines []byte
	var failed error
	plan.Timeline(model, seed, number, func(r trace.Record) {
		text, err := trace.Append(lines, r)
		if err != nil && failed == nil {
			failed = err
		}
		lines = text
	})
	if failed != nil {
		return failed
	}
	_, err := io.Copy(w, bytes.NewReader(lines))
	return err
}
