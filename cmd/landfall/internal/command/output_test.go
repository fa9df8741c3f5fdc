package command

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/cobra"
)

func only(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(want) {
		t.Fatalf("%v in the directory, want %v", entries, want)
	}
	for i, e := range entries {
		if e.Name() != want[i] {
			t.Errorf("%s in the directory, want %s", e.Name(), want[i])
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "out")
	for _, text := range []string{"first", "second"} {
		if err := replaceFile(file, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, file); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	only(t, dir, "out")
}

func TestReplaceFileKeepsModeAndLink(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	if err := replaceFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if read(t, file) != "new" || info.Mode().Perm() != 0o600 {
		t.Errorf("%q, mode %v", read(t, file), info.Mode())
	}
	only(t, dir, "file", "link")
}

func TestReplaceFileWritesToDevices(t *testing.T) {
	if err := replaceFile(os.DevNull, []byte("gone")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is %v, %v now", os.DevNull, info, err)
	}
}

func TestAnOldFileSurvivesAFailure(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "out")
	if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	o := output{file: file}
	failure := errors.New("no result")
	if err := o.write(&cobra.Command{}, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return failure
	}); !errors.Is(err, failure) {
		t.Errorf("got %v, want %v", err, failure)
	}
	if got := read(t, file); got != "old" {
		t.Errorf("the file has %q", got)
	}
	only(t, dir, "out")
}

func TestTheWayOutIsCheckedBeforeWork(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		o    output
		want Status
	}{
		{output{}, Done},
		{output{file: "-"}, Done},
		{output{file: filepath.Join(dir, "new")}, Done},
		{output{file: filepath.Join(dir, "none", "new")}, Failed},
		{output{file: dir}, Invalid},
		{output{names: []string{"text"}, form: "text"}, Done},
		{output{names: []string{"text"}, form: "pdf"}, Invalid},
	} {
		err := test.o.check()
		if err != nil {
			err = ran{err}
		}
		if got := statusOf(err); got != test.want {
			t.Errorf("%+v: %v (%v), want %v", test.o, got, err, test.want)
		}
	}
	only(t, dir)
}
