package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/spf13/cobra"
)

func newConform() *cobra.Command {
	var o output
	var model string
	var hidden []string
	var options trace.Options
	cmd := &cobra.Command{
		Use:   "conform LOG --model MODEL",
		Short: "check a recorded log against a promotion model",
		Long: `conform reads a log of what happened in a migration, one JSON record a line, and
answers whether it follows a promotion model: it conforms, it diverges (at which
line, what was possible before it, and why each refuses it), or what was
recorded leaves it open. "-" is standard input.

The exit status is 1 if the log diverges, and 2 if it cannot be read.`,
		Example: `  landfall simulate plan.yaml --model staged --timeline run.ndjson
  landfall conform run.ndjson --model staged
  landfall conform tool.ndjson --model flight --hidden record,configured --assets-only`,
		Args:              oneFile("log"),
		ValidArgsFunction: completeFiles("ndjson", "jsonl", "json"),
	}
	addModelFlag(cmd, &model, "check against `MODEL`")
	cmd.Flags().StringSliceVar(&hidden, "hidden", nil, "the log may leave out `EVENTS`, such as record,configured")
	cmd.Flags().BoolVar(&options.AssetsOnly, "assets-only", false, "the log knows nothing of releases")
	o.addFlags(cmd, textForm, jsonForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if err := errors.Join(o.checkBeside(args[0]), checkModel(model)); err != nil {
			return err
		}
		for _, name := range hidden {
			var kind promotion.Kind
			if err := kind.UnmarshalText([]byte(name)); err != nil {
				return invalid{fmt.Errorf("landfall: --hidden: %w", err)}
			}
			options.Hidden = append(options.Hidden, kind)
		}
		verdict, err := conform(cmd, args[0], model, options)
		if err != nil {
			return err
		}
		if err := o.write(cmd, verdictIn(o.form, verdict)); err != nil {
			return err
		}
		if verdict.Outcome == trace.Diverges {
			return fmt.Errorf("landfall: %s does not follow %s", args[0], model)
		}
		return nil
	})
	return cmd
}

// conform reads a log and checks it.
func conform(cmd *cobra.Command, name, model string, options trace.Options) (trace.Verdict, error) {
	m, err := promotion.Lookup(model)
	if err != nil {
		return trace.Verdict{}, invalid{err}
	}
	in := cmd.InOrStdin()
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return trace.Verdict{}, invalid{fmt.Errorf("landfall: %w", err)}
		}
		defer file.Close()
		in = file
	}
	verdict, err := trace.Check(m, trace.Read(in), options)
	var malformed *trace.LogError
	switch {
	case errors.As(err, &malformed):
		return verdict, invalid{fmt.Errorf("%s:%d: %w", name, malformed.Line, malformed.Err)}
	case err != nil:
		return verdict, invalid{fmt.Errorf("%s: %w", name, err)}
	}
	return verdict, nil
}

func verdictIn(form string, v trace.Verdict) func(io.Writer) error {
	return func(w io.Writer) error {
		if form == jsonForm {
			encoder := json.NewEncoder(w)
			encoder.SetIndent("", "  ")
			return encoder.Encode(v)
		}
		_, err := fmt.Fprintf(w, "%v\n%d records\n", v, v.Records)
		return err
	}
}
