package command

import (
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
	var o output
	cmd := &cobra.Command{
		Use:   "compare FILE",
		Short: "simulate every model, compare them and recommend one",
		Long: `compare simulates the promotion models of a scenario (promotion.models) with the
same luck under each, tells what each costs, and recommends one.

It exits with status 3 if the scenario has objectives and no model meets them.`,
		Example: `  landfall compare plan.yaml
  landfall compare plan.yaml --replications 200
  landfall compare plan.yaml --format json -o result.json`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	r.addFlags(cmd)
	o.addFlags(cmd, textForm, jsonForm, csvForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		s, err := ready(cmd, args[0], &r, &o)
		if err != nil {
			return err
		}
		page, err := simulated(cmd, args[0], s, &r, &o, func(options simulate.Options) (*simulate.Result, error) {
			return simulate.Compare(cmd.Context(), s, options)
		})
		if err != nil {
			return err
		}
		if err := o.write(cmd, form(page, o.form, page.Compare)); err != nil {
			return err
		}
		if !page.Result.ObjectivesMet() {
			return errUnmet
		}
		return nil
	})
	return cmd
}

// ready checks the flags and loads a scenario.
func ready(cmd *cobra.Command, file string, r *runs, o *output) (*simulate.Scenario, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	return load(cmd, file)
}

// simulated runs a scenario and makes a page of the result.
func simulated(
	cmd *cobra.Command, file string, s *simulate.Scenario, r *runs, o *output, run func(simulate.Options) (*simulate.Result, error),
) (*report.Page, error) {
	progress, clear := newProgress(cmd.ErrOrStderr())
	result, err := run(r.options(progress))
	clear()
	if err != nil {
		return nil, err
	}
	return &report.Page{
		Scenario: s.WithDefaults(), Result: result, File: file,
		Color: o.terminal(cmd) && wantsColor(),
	}, nil
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
