package command

import (
	"errors"
	"fmt"
	"io"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/report"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// moves are the flags that say how inputs are moved.
type moves struct {
	swing     string
	metric    string
	inputs    []string
	breakEven []string
	top       int
	model     string // that the tornado is drawn for
}

// noInput is what --break-even takes for no search at all.
const noInput = "none"

func newSensitivity() *cobra.Command {
	var r runs
	var o output
	var m moves
	cmd := &cobra.Command{
		Use:   "sensitivity FILE",
		Short: "tell which inputs move the answer, and where it changes",
		Long: `sensitivity moves each input of a scenario alone, down and up, and tells how far
the P80s of every promotion model move with it, whether the objectives are still
met, and which model is recommended then. What is given as a distribution is
fixed at its P10 and its P90, what is given as a number is moved by --swing.

It also correlates what was drawn in each replication with what came out, and
searches for the values at which another model is recommended.`,
		Example: `  landfall sensitivity plan.yaml
  landfall sensitivity plan.yaml --metric lossWindow --swing 50%
  landfall sensitivity plan.yaml --input links[wan].capacity --break-even links[wan].capacity
  landfall sensitivity plan.yaml --format csv -o tornado.csv`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	m.addFlags(cmd)
	r.addFlags(cmd)
	flag := cmd.Flags().Lookup("replications")
	flag.Usage, flag.DefValue = "compute `N` replications per model and simulation", fmt.Sprint(simulate.DefaultSensitivityReplications)
	r.replications = simulate.DefaultSensitivityReplications
	o.addFlags(cmd, textForm, jsonForm, csvForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		options, err := m.options()
		if err != nil {
			return err
		}
		s, err := ready(cmd, args[0], &r, nil, &o)
		if err != nil {
			return err
		}
		if err := m.checkModel(s); err != nil {
			return err
		}
		page, err := moved(cmd, s, options, &r)
		if err != nil {
			return err
		}
		page.File, page.Model, page.Color = args[0], simulate.ModelName(m.model), o.terminal(cmd) && wantsColor()
		return o.write(cmd, func(w io.Writer) error {
			switch o.form {
			case jsonForm:
				return page.JSON(w)
			case csvForm:
				return page.CSV(w)
			}
			return page.Text(w)
		})
	})
	return cmd
}

func (m *moves) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&m.swing, "swing", "20%", "move constants by the share `SHARE` down and up")
	cmd.Flags().StringVar(&m.metric, "metric", "duration", "rank inputs by `METRIC`: duration, lossWindow, lossBytes, downtime, affected, links[NAME].p95")
	cmd.Flags().StringArrayVar(&m.inputs, "input", nil, "move only `INPUT`; may be given several times")
	cmd.Flags().StringArrayVar(&m.breakEven, "break-even", nil,
		"search where `INPUT` changes the recommendation, or none; may be given several times (default the widest, and those that change it)")
	cmd.Flags().IntVar(&m.top, "top", simulate.DefaultBreakEvens, "search for the break-even of the `N` widest inputs")
	addModelFlag(cmd, &m.model, "draw the tornado for `MODEL` (default the recommended one)")
}

// options are the flags as the library takes them.
func (m *moves) options() (simulate.SensitivityOptions, error) {
	o := simulate.SensitivityOptions{Metric: m.metric, Inputs: m.inputs, BreakEven: m.breakEven, Top: m.top}
	swing, err := simulate.ParseShare(m.swing)
	switch {
	case err != nil:
		return o, invalid{fmt.Errorf("landfall: --swing: %w", err)}
	case swing <= 0 || swing >= 1:
		return o, invalid{fmt.Errorf("landfall: --swing %s: want a share above 0%% and below 100%%", m.swing)}
	case m.top < 0:
		return o, invalid{fmt.Errorf("landfall: --top %d: want at least 0", m.top)}
	}
	o.Swing = float64(swing)
	if len(m.breakEven) == 1 && m.breakEven[0] == noInput {
		o.BreakEven, o.Top = nil, -1
	} else if m.top == 0 {
		o.Top = -1
	}
	return o, nil
}

// checkModel demands a model that is compared.
func (m *moves) checkModel(s *simulate.Scenario) error {
	if m.model == "" {
		return nil
	}
	if err := checkModel(m.model); err != nil {
		return err
	}
	compared := s.WithDefaults().Promotion.Models
	for _, model := range compared {
		if m.model == string(model) {
			return nil
		}
	}
	return invalid{fmt.Errorf("landfall: --model %s: the scenario's promotion.models has only %v", m.model, compared)}
}

// moved moves the inputs of a scenario.
func moved(cmd *cobra.Command, s *simulate.Scenario, options simulate.SensitivityOptions, r *runs) (*report.SensitivityPage, error) {
	progress, clear := newProgress(cmd.ErrOrStderr())
	options.Options = r.options(progress)
	result, err := simulate.Sensitivity(cmd.Context(), s, options)
	clear()
	if errors.Is(err, simulate.ErrSensitivity) {
		return nil, invalid{err}
	}
	if err != nil {
		return nil, err
	}
	return &report.SensitivityPage{Scenario: s.WithDefaults(), Result: result}, nil
}
