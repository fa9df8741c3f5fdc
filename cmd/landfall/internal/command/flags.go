package command

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// filled is the text of a flag that cannot be empty, as that of an unset shell
// variable is.
type filled struct{ text *string }

func (f filled) String() string { return *f.text }
func (f filled) Type() string   { return "string" }

func (f filled) Set(text string) error {
	if text == "" {
		return errors.New("it is empty")
	}
	*f.text = text
	return nil
}

// wrongFlag says what a flag takes where the value does not have its form.
func wrongFlag(_ *cobra.Command, err error) error {
	var wrong *pflag.InvalidValueError
	if !errors.As(err, &wrong) {
		return err
	}
	want := ""
	switch wrong.GetFlag().Value.Type() {
	case "int":
		want = "want a whole number"
	case "uint64":
		want = "want a whole number, at least 0"
	case "bool":
		want = "want true or false"
	default:
		return fmt.Errorf("--%s %q: %w", wrong.GetFlag().Name, wrong.GetValue(), wrong.Unwrap())
	}
	return fmt.Errorf("--%s %q: %s", wrong.GetFlag().Name, wrong.GetValue(), want)
}

// passedOver refuses flags that a command line with a certain one would not heed.
func passedOver(cmd *cobra.Command, why string, flags ...string) error {
	i := slices.IndexFunc(flags, func(name string) bool { return cmd.Flags().Changed(name) })
	if i < 0 {
		return nil
	}
	return invalid{fmt.Errorf("landfall: %s, --%s is one too many", why, flags[i])}
}
