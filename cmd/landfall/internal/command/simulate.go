package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// models are the names that --model takes.
var models = []string{string(simulate.SingleStep), string(simulate.Staged), string(simulate.Flight)}

func newSimulate() *cobra.Command {
	var r runs
	var l long
	var o output
	var one replay
	var model string
	cmd := &cobra.Command{
		Use:   "simulate FILE --model MODEL",
		Short: "simulate one model in detail",
		Long: `simulate tells in detail what a promotion model gives: workload by workload,
link by link and team by team. Subscriptions that the scenario pins to another
model keep it.

It exits with status 0 whether or not the objectives are met: about the other
models it knows nothing. That is for compare to say.`,
		Example: `  landfall simulate plan.yaml --model staged
  landfall simulate plan.yaml --model flight --format csv -o flight.csv
  landfall simulate plan.yaml --model staged --explain erp
  landfall simulate plan.yaml --model staged --timeline run.ndjson`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	addModelFlag(cmd, &model, "simulate `MODEL`")
	one.addFlags(cmd)
	r.addFlags(cmd)
	l.addFlags(cmd)
	o.addFlags(cmd, textForm, jsonForm, csvForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if model == "" {
			return invalid{fmt.Errorf("landfall: %w\nTo choose one: landfall compare", errNoModel)}
		}
		if err := checkModel(model); err != nil {
			return err
		}
		if err := one.check(cmd, l.antithetic, o.form); err != nil {
			return err
		}
		s, err := ready(cmd, args[0], &r, &l, &o, one.timeline)
		if err != nil {
			return err
		}
		if more, err := one.write(cmd, s, simulate.ModelName(model), r.seed, &o); err != nil || !more {
			return err
		}
		if l.summary != "" {
			return l.sum(cmd, &r, func(options simulate.Options) (*simulate.Shard, error) {
				return simulate.SimulateShard(cmd.Context(), s, simulate.ModelName(model), l.within, options)
			})
		}
		page, ended := simulated(cmd, args[0], s, &r, &l, &o, func(options simulate.Options) (*simulate.Result, error) {
			return simulate.Simulate(cmd.Context(), s, simulate.ModelName(model), options)
		})
		if page == nil {
			return ended
		}
		if err := o.write(cmd, form(page, o.form, page.Model)); err != nil {
			return err
		}
		return ended
	})
	return cmd
}

// addModelFlag adds --model.
func addModelFlag(cmd *cobra.Command, model *string, usage string) {
	cmd.Flags().StringVar(model, "model", "", usage+": "+strings.Join(models, ", "))
	if err := cmd.RegisterFlagCompletionFunc("model", cobra.FixedCompletions(models, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // the flag was just added
	}
}

var errNoModel = errors.New("no model is given; want --model " + strings.Join(models, ", "))

func checkModel(model string) error {
	if model == "" {
		return invalid{fmt.Errorf("landfall: %w", errNoModel)}
	}
	for _, known := range models {
		if model == known {
			return nil
		}
	}
	return invalid{fmt.Errorf("landfall: --model %q is unknown; want %s", model, strings.Join(models, ", "))}
}
