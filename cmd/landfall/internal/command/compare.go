package command

import (
	"fmt"
	"io"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/report"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// The forms of a result.
const (
	textForm = "text"
	jsonForm = "json"
	csvForm  = "csv"
)

func newCompare() *cobra.Command {
	var r runs
	var l long
	var o output
	var breakEven bool
	cmd := &cobra.Command{
		Use:   "compare FILE",
		Short: "simulate every model, compare them and recommend one",
		Long: `compare simulates the promotion models of a scenario (promotion.models) with the
same luck under each, tells what each costs, and recommends one.

It exits with status 3 if the scenario has objectives and no model meets them.`,
		Example: `  landfall compare plan.yaml
  landfall compare plan.yaml --replications 200
  landfall compare plan.yaml --format json -o result.json
  landfall compare plan.yaml --precision 1%
  landfall compare plan.yaml -n 100000 --checkpoint plan.checkpoint`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	r.addFlags(cmd)
	l.addFlags(cmd)
	o.addFlags(cmd, textForm, jsonForm, csvForm)
	cmd.Flags().BoolVar(&breakEven, "break-even", false, "also search for the capacity of each link at which the recommendation changes")
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		s, err := ready(cmd, args[0], &r, &l, &o)
		if err != nil {
			return err
		}
		if l.summary != "" {
			return l.sum(cmd, &r, func(options simulate.Options) (*simulate.Shard, error) {
				return simulate.CompareShard(cmd.Context(), s, l.within, options)
			})
		}
		page, ended := simulated(cmd, args[0], s, &r, &l, &o, func(options simulate.Options) (*simulate.Result, error) {
			return simulate.Compare(cmd.Context(), s, options)
		})
		if page == nil {
			return ended
		}
		if breakEven && ended == nil {
			if ended = addBreakEvens(cmd, s, &r, page.Result); ended != nil {
				fmt.Fprintln(cmd.ErrOrStderr(), "landfall: the result is without break-evens, whose search has not ended")
			}
		}
		if err := o.write(cmd, form(page, o.form, page.Compare)); err != nil {
			return err
		}
		if ended == nil && !page.Result.ObjectivesMet() {
			return errUnmet
		}
		return ended
	})
	return cmd
}

// addBreakEvens searches with as many replications as sensitivity, or fewer.
func addBreakEvens(cmd *cobra.Command, s *simulate.Scenario, r *runs, result *simulate.Result) error {
	progress, clear := newProgress(cmd.ErrOrStderr())
	options := r.options(progress)
	options.Replications = min(r.replications, simulate.DefaultSensitivityReplications)
	list, err := simulate.BreakEvens(cmd.Context(), s, simulate.SensitivityOptions{Options: options})
	clear()
	if err == nil {
		result.AddBreakEvens(list)
	}
	return err
}

// ready checks the flags and loads a scenario. Also names what else is written.
func ready(cmd *cobra.Command, file string, r *runs, l *long, o *output, also ...string) (*simulate.Scenario, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if l != nil {
		if err := l.check(cmd, r); err != nil {
			return nil, err
		}
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	written := append([]string{o.file}, also...)
	if l != nil {
		written = append(written, l.summary, l.checkpoint)
	}
	return load(cmd, file, written...)
}

// simulated runs a scenario and makes a page of the result. If the run was
// ended before all was computed, there is an error and, of what was computed, a
// page.
func simulated(
	cmd *cobra.Command, file string, s *simulate.Scenario, r *runs, l *long, o *output, run func(simulate.Options) (*simulate.Result, error),
) (*report.Page, error) {
	progress, clear := newProgress(cmd.ErrOrStderr())
	options := r.options(progress)
	l.limit(&options)
	if err := l.keep(cmd, &options); err != nil {
		return nil, fileError(err)
	}
	result, err := run(options)
	clear()
	if result == nil {
		return nil, l.shardError(err)
	}
	return &report.Page{
		Scenario: s.WithDefaults(), Result: result, File: file,
		Color: o.terminal(cmd) && wantsColor(),
	}, err
}

// form chooses how a page is written.
func form(page *report.Page, name string, text func(io.Writer) error) func(io.Writer) error {
	switch name {
	case jsonForm:
		return page.JSON
	case csvForm:
		return page.CSV
	}
	return text
}
