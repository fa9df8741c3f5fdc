package command

import (
	"fmt"
	"io"
	"strings"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/spf13/cobra"
)

// modelForms are the forms in which a model is shown, the default first.
var modelForms = []promotion.Format{
	promotion.FormatText, promotion.FormatDOT, promotion.FormatMermaid, promotion.FormatMarkdown, promotion.FormatJSON,
}

func newModel() *cobra.Command {
	var o output
	var check bool
	cmd := &cobra.Command{
		Use:   "model NAME",
		Short: "show a promotion model",
		Long: `model shows a promotion model: its states and rules, the roles that may do what,
and the activities in their order. NAME is ` + strings.Join(models, ", ") + `.

With --check it first explores every state that the model allows and verifies
its laws, and says so on standard error; a law that is broken is reported with a
shortest way to see it, and the exit status is 1.`,
		Example: `  landfall model staged
  landfall model flight --format dot | dot -Tsvg -o flight.svg
  landfall model single-step --check`,
		Args:              oneFile("model"),
		ValidArgsFunction: cobra.FixedCompletions(models, cobra.ShellCompDirectiveNoFileComp),
	}
	cmd.Flags().BoolVar(&check, "check", false, "verify the laws of the model")
	var names []string
	for _, f := range modelForms {
		names = append(names, f.String())
	}
	o.addFlags(cmd, names...)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if err := o.check(); err != nil {
			return err
		}
		m, err := promotion.Lookup(args[0])
		if err != nil {
			return invalid{fmt.Errorf("landfall: %q is no model; want %s", args[0], strings.Join(models, ", "))}
		}
		if check {
			if err := m.Check(); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s obeys its %d laws in every state that assets, releases and releases with up to three assets can come to\n",
				m.Name(), len(promotion.Laws(m)))
		}
		var form promotion.Format
		if err := form.UnmarshalText([]byte(o.form)); err != nil {
			return err
		}
		return o.write(cmd, func(w io.Writer) error {
			_, err := io.WriteString(w, m.Render(form))
			return err
		})
	})
	return cmd
}
