package command

import (
	"fmt"
	"io"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/report"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

func newSize() *cobra.Command {
	var r runs
	var o output
	var model string
	cmd := &cobra.Command{
		Use:   "size FILE",
		Short: "tell what a plan needs: uplinks, start, work in progress",
		Long: `size answers the inverse questions about a scenario under each promotion model:
the least capacity of each link with which the objectives are met, the number of
assets that its links keep in sync at once, the latest start with which the
finish is still met, and the limit on work in progress with which it ends first.

All simulations have the same luck. Every answer is simulated, and so is the
next smaller one, which does not meet the objectives.`,
		Example: `  landfall size plan.yaml
  landfall size plan.yaml --model staged
  landfall size plan.yaml --replications 50 --format json -o size.json`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	addModelFlag(cmd, &model, "only `MODEL`")
	r.addFlags(cmd)
	flag := cmd.Flags().Lookup("replications")
	flag.Usage, flag.DefValue = "compute `N` replications per simulation", fmt.Sprint(simulate.DefaultSizingReplications)
	r.replications = simulate.DefaultSizingReplications
	o.addFlags(cmd, textForm, jsonForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if model != "" {
			if err := checkModel(model); err != nil {
				return err
			}
		}
		s, err := ready(cmd, args[0], &r, nil, &o)
		if err != nil {
			return err
		}
		progress, clear := newProgress(cmd.ErrOrStderr())
		sizing, err := sized(cmd, s, simulate.ModelName(model), r.options(progress))
		clear()
		if err != nil {
			return err
		}
		page := &report.SizePage{
			Scenario: s.WithDefaults(), Sizing: sizing, File: args[0],
			Color: o.terminal(cmd) && wantsColor(),
		}
		return o.write(cmd, func(w io.Writer) error {
			if o.form == jsonForm {
				return page.JSON(w)
			}
			return page.Text(w)
		})
	})
	return cmd
}

func sized(cmd *cobra.Command, s *simulate.Scenario, model simulate.ModelName, o simulate.Options) (*simulate.Sizing, error) {
	if model == "" {
		return simulate.Size(cmd.Context(), s, o)
	}
	return simulate.SizeModel(cmd.Context(), s, model, o)
}
