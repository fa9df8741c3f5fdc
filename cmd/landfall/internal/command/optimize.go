package command

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/document"
	"github.com/landfall-sim/landfall/cmd/landfall/internal/report"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// optimizing are the flags of optimize.
type optimizing struct {
	budget   int
	minimize string
	keep     []string
	plan     output
}

func newOptimize() *cobra.Command {
	r := runs{replications: simulate.DefaultReplications} // the budget says how many
	var f optimizing
	var o output
	cmd := &cobra.Command{
		Use:   "optimize FILE",
		Short: "find the best model for each subscription, work in progress and flights",
		Long: `optimize searches by simulation, within a budget of replications, for the model of
each subscription that is not pinned, the limit on work in progress and the
flight plan that are best together. It compares what it finds with every uniform
choice, one model for all, on replications that the search has not seen, and
answers with the best uniform choice unless its find is distinctly better.

Choices that meet the objectives come first; of these it takes what compare
would, or what has least of the quantity that --minimize names.

It exits with status 3 if the scenario has objectives and the answer does not
meet them.`,
		Example: `  landfall optimize plan.yaml
  landfall optimize plan.yaml --write best.yaml
  landfall optimize plan.yaml --minimize affected --keep wip --budget 5000
  landfall optimize plan.yaml --format json -o optimum.json`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	f.add(cmd)
	r.addLuckFlags(cmd)
	o.addFlags(cmd, textForm, jsonForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		return f.run(cmd, args[0], &r, &o)
	})
	return cmd
}

func (f *optimizing) add(cmd *cobra.Command) {
	criteria, parts := simulate.Criterion("").Names(), simulate.Part("").Names()
	flags := cmd.Flags()
	flags.IntVar(&f.budget, "budget", simulate.DefaultBudget, "compute at most `N` replications in all")
	flags.Var(filled{&f.minimize}, "minimize", "of what meets the objectives take the least `QUANTITY`: "+strings.Join(criteria, ", "))
	flags.StringSliceVar(&f.keep, "keep", nil, "leave `PARTS` as they are: "+strings.Join(parts, ", ")+"; models then are the same for all")
	flags.Var(filled{&f.plan.file}, "write", "also write the scenario with the answer in it to `FILE`")
	for name, words := range map[string][]string{"minimize": criteria, "keep": parts} {
		err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		if err != nil {
			panic(err) // the flag was just added
		}
	}
}

func (f *optimizing) check() error {
	if f.budget < simulate.LeastBudget {
		return invalid{fmt.Errorf("landfall: --budget %d: want at least %d", f.budget, simulate.LeastBudget)}
	}
	if err := oneOf("--minimize", f.minimize, simulate.Criterion("").Names()); f.minimize != "" && err != nil {
		return err
	}
	for _, part := range f.keep {
		if err := oneOf("--keep", part, simulate.Part("").Names()); err != nil {
			return err
		}
	}
	return f.plan.checkAs("--write")
}

func oneOf(flag, word string, words []string) error {
	if slices.Contains(words, word) {
		return nil
	}
	return invalid{fmt.Errorf("landfall: %s %q is unknown; want %s", flag, word, strings.Join(words, ", "))}
}

func (f *optimizing) options(r *runs) simulate.OptimizeOptions {
	o := simulate.OptimizeOptions{Budget: f.budget, Seed: r.seed, Parallel: r.parallel, Minimize: simulate.Criterion(f.minimize)}
	for _, part := range f.keep {
		o.Keep = append(o.Keep, simulate.Part(part))
	}
	return o
}

func (f *optimizing) run(cmd *cobra.Command, file string, r *runs, o *output) error {
	if err := f.check(); err != nil {
		return err
	}
	s, err := ready(cmd, file, r, nil, o, f.plan.file)
	if err != nil {
		return err
	}
	options := f.options(r)
	progress, clear := newProgress(cmd.ErrOrStderr())
	options.Progress = progress
	optimum, err := simulate.Optimize(cmd.Context(), s, options)
	clear()
	if err != nil {
		return err
	}
	if err := f.write(cmd, file, optimum); err != nil {
		return err
	}
	page := &report.OptimumPage{
		Scenario: s.WithDefaults(), Optimum: optimum, File: file, Plan: f.plan.file,
		Color: o.terminal(cmd) && wantsColor(),
	}
	err = o.write(cmd, func(w io.Writer) error {
		if o.form == jsonForm {
			return page.JSON(w)
		}
		return page.Text(w)
	})
	if err == nil && !optimum.Best.Meets && len(optimum.Best.Objectives) > 0 {
		return errUnmet
	}
	return err
}

// write writes the scenario with the answer in it, if that is wanted.
func (f *optimizing) write(cmd *cobra.Command, file string, optimum *simulate.Optimum) error {
	if f.plan.file == "" {
		return nil
	}
	return f.plan.write(cmd, func(w io.Writer) error {
		if _, err := fmt.Fprintf(w, "# %s as landfall optimize would have it.\n", file); err != nil {
			return err
		}
		_, err := w.Write(document.Explain(optimum.Plan))
		return err
	})
}
