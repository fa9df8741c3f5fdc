package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// output is where a command's result goes: standard output or a file. A file
// appears complete or not at all: it is written under another name beside the
// old one and takes its place at the end.
type output struct {
	file  string
	names []string // formats, the first is the default
	form  string
}

// addFlags adds -o and, with several formats, --format.
func (o *output) addFlags(cmd *cobra.Command, formats ...string) {
	cmd.Flags().VarP(filled{&o.file}, "output", "o", "write to `FILE` instead of standard output")
	o.names = formats
	if len(formats) == 0 {
		return
	}
	cmd.Flags().StringVar(&o.form, "format", formats[0], "write as "+strings.Join(formats, ", "))
	err := cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag was just added
	}
}

// check demands a known format and a place where the result can be written,
// before any work is done.
func (o *output) check() error { return o.checkAs("-o") }

// checkAs is check for a file that another flag names.
func (o *output) checkAs(flag string) error {
	known := len(o.names) == 0
	for _, name := range o.names {
		known = known || name == o.form
	}
	if !known {
		return invalid{fmt.Errorf("landfall: --format %q is unknown; want %s", o.form, strings.Join(o.names, ", "))}
	}
	if o.file == "-" {
		return nil
	}
	return writable(flag, o.file)
}

// checkBeside is check, and demands that the input is not written over.
func (o *output) checkBeside(input string) error {
	if err := separate(sources(input), o.file); err != nil {
		return err
	}
	return o.check()
}

// writable demands that a file, if one is named, can be written.
func writable(flag, file string) error {
	if file == "" {
		return nil
	}
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return invalid{fmt.Errorf("landfall: %s %s: is a directory; want a file", flag, file)}
	case err == nil && !info.Mode().IsRegular():
		return nil // a pipe or a device is written to
	}
	probe, err := createBeside(target(file), 0o600)
	if err != nil {
		return fmt.Errorf("landfall: %s %s: %w; want a file that can be written", flag, file, cause(err))
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// cause is an operating system's error without the name of a file that the
// user does not know.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// sources are the files of an input: itself, and those in it if it is a folder.
func sources(input string) []string {
	names := []string{input}
	entries, err := os.ReadDir(input)
	if err != nil {
		return names
	}
	for _, e := range entries {
		names = append(names, filepath.Join(input, e.Name()))
	}
	return names
}

// separate demands that what is written does not take the place of an input or
// of something else that is written.
func separate(inputs []string, outputs ...string) error {
	for i, a := range outputs {
		if a == "" || a == "-" {
			continue
		}
		for _, b := range slices.Concat(inputs, outputs[:i]) {
			if sameFile(a, b) {
				return invalid{fmt.Errorf("landfall: %s would be written over %s; want another file", a, b)}
			}
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && infoA.Mode().IsRegular() && os.SameFile(infoA, infoB)
}

// terminal says whether the result is going to be read on a terminal.
func (o *output) terminal(cmd *cobra.Command) bool {
	return o.file == "" && isTerminal(cmd.OutOrStdout())
}

// write lets a function write the result.
func (o *output) write(cmd *cobra.Command, result func(io.Writer) error) error {
	var b bytes.Buffer
	if err := result(&b); err != nil {
		return fmt.Errorf("landfall: %w", err)
	}
	var err error
	if o.file == "" || o.file == "-" {
		_, err = cmd.OutOrStdout().Write(b.Bytes())
	} else {
		err = replaceFile(o.file, b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("landfall: %w", err)
	}
	return nil
}

// target is the file that a name stands for, which may be a link.
func target(name string) string {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		return target
	}
	return name
}

// replaceFile puts a file with some content in the place of an old one. What
// is no regular file (a pipe, a device) is written to, a link is followed.
func replaceFile(name string, content []byte) error {
	if err := replace(target(name), content); err != nil {
		return fmt.Errorf("%s: %w", name, cause(err))
	}
	return nil
}

func replace(name string, content []byte) (err error) {
	mode := fs.FileMode(0o666)
	switch info, err := os.Stat(name); {
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(name, content, mode)
	case err == nil:
		mode = info.Mode().Perm()
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	temporary, err := createBeside(name, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name())
		}
	}()
	if _, err := temporary.Write(content); err != nil {
		return errors.Join(err, temporary.Close())
	}
	if err := temporary.Sync(); err != nil {
		return errors.Join(err, temporary.Close())
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}

// createBeside creates a file that nobody else has in the directory of another
// one. Unlike os.CreateTemp it leaves the mode to the user's mask.
func createBeside(name string, mode fs.FileMode) (*os.File, error) {
	for i := 0; ; i++ {
		temporary := fmt.Sprintf("%s.%d-%d.tmp", name, os.Getpid(), i)
		f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}
