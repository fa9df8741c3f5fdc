package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/document"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// yamlForm is how check explains a scenario if nothing else is asked for.
const yamlForm = "yaml"

func newCheck() *cobra.Command {
	var o output
	var explain bool
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "validate a scenario file",
		Long: `check reads a scenario file and reports everything that is wrong with it at once,
each with file, line and column, what is wrong and what was expected. What is
no error but worth knowing is reported as a warning.

It exits with status 2 if anything is wrong.`,
		Example: `  landfall check plan.yaml
  landfall check plan.yaml --explain > full.yaml
  landfall check plan.yaml --explain --format json > full.json`,
		Args:              oneFile("scenario file"),
		ValidArgsFunction: completeFiles("yaml", "yml", "json"),
	}
	cmd.Flags().BoolVar(&explain, "explain", false, "print the scenario with every default filled in")
	o.addFlags(cmd, yamlForm, jsonForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if err := o.check(); err != nil {
			return err
		}
		if !explain && cmd.Flags().Changed("format") {
			return invalid{errors.New("landfall: --format says how to explain, want --explain with it")}
		}
		s, err := load(cmd, args[0], o.file)
		if err != nil {
			return err
		}
		for _, w := range s.Warnings() {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: warning: %v\n", named(args[0]), w)
		}
		return o.write(cmd, func(w io.Writer) error {
			if explain {
				return explained(w, s, o.form)
			}
			_, err := fmt.Fprintf(w, "%s is valid: %s\n", named(args[0]), size(s))
			return err
		})
	})
	return cmd
}

// explained writes a scenario with its defaults.
func explained(w io.Writer, s *simulate.Scenario, form string) error {
	if form == jsonForm {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(s.WithDefaults())
	}
	_, err := w.Write(document.Explain(s))
	return err
}

// size says how much a scenario migrates.
func size(s *simulate.Scenario) string {
	workloads, assets := 0, 0
	for _, sub := range s.Portfolio {
		workloads += len(sub.Workloads)
		for _, w := range sub.Workloads {
			assets += len(w.Assets)
		}
	}
	return fmt.Sprintf("assets %d, workloads %d, subscriptions %d", assets, workloads, len(s.Portfolio))
}
