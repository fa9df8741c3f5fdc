package command

import (
	"io"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/document"
	"github.com/spf13/cobra"
)

func newSchema() *cobra.Command {
	var o output
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "print the JSON Schema of scenario files",
		Long: `schema prints the JSON Schema of scenario files. Editors use it to complete and
check them while they are written; with the YAML language server, begin a file
with the line

  # yaml-language-server: $schema=landfall.schema.json`,
		Example: `  landfall schema -o landfall.schema.json`,
		Args:    cobra.NoArgs,
	}
	o.addFlags(cmd)
	cmd.RunE = work(func(cmd *cobra.Command, _ []string) error {
		if err := o.check(); err != nil {
			return err
		}
		return o.write(cmd, func(w io.Writer) error {
			_, err := w.Write(document.Schema())
			return err
		})
	})
	return cmd
}
