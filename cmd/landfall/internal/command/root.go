package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

const rootHelp = `landfall simulates a migration to the cloud before it happens: it tells what
promoting workloads in a single step, staged or in flights costs in bandwidth,
data loss, downtime and time, and which of the three to take.

Exit status: 0 done, 1 failed, 2 wrong usage or invalid input, 3 done but the
objectives are met by no model.`

const rootExamples = `  landfall import RVTools_export.xlsx --churn 5%/d -o plan.yaml
  landfall check plan.yaml
  landfall compare plan.yaml
  landfall simulate plan.yaml --model staged
  landfall compare plan.yaml --format json -o result.json`

// Run carries out a command line and returns the exit status. Results go to
// out, messages to errs.
func Run(ctx context.Context, args []string, out, errs io.Writer) Status {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errs)
	called, err := root.ExecuteContextC(ctx)
	if err != nil && !errors.Is(err, errUnmet) {
		fmt.Fprintln(errs, message(err, called.CommandPath()))
	}
	return statusOf(err)
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "landfall",
		Short:         "simulate migrations and choose a promotion model",
		Long:          rootHelp,
		Example:       rootExamples,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(
		newCompare(), newSimulate(), newCheck(), newSchema(), newImport(), newTransfers(),
		newSize(), newSensitivity(), newOptimize(), newMerge(),
		newModel(), newConform(), newVersion(),
	)
	root.SetHelpCommand(newHelp(root))
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.RunE = noShell
		}
	}
	return root
}

// newHelp is what cobra has, but that it refuses what it does not know.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "tell about a command",
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("unknown command %q", strings.Join(args, " "))
			}
			return about.Help()
		},
	}
}

func noShell(*cobra.Command, []string) error {
	return errors.New("no shell is given; want bash, zsh, fish or powershell")
}

// work makes a function the work of a command, whose errors are not about the
// command line.
func work(do func(cmd *cobra.Command, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := do(cmd, args); err != nil {
			return ran{err}
		}
		return nil
	}
}

// oneFile demands a single argument.
func oneFile(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return fmt.Errorf("no %s is given", what)
		case 1:
			return nil
		}
		return fmt.Errorf("one %s at a time: %q is one too many", what, args[1])
	}
}

// completeFiles offers files with some extensions to a shell.
func completeFiles(extensions ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return extensions, cobra.ShellCompDirectiveFilterFileExt
	}
}
