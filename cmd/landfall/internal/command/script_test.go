package command

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"testing"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"landfall": func() {
			os.Exit(int(Run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)))
		},
	})
}

// TestScripts runs the scripts of testdata/script. Besides the commands of
// testscript they have: status N ARGS…, which runs landfall and demands an exit
// status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": checkStatus,
		},
	})
}

// checkStatus runs landfall and demands an exit status.
func checkStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: status N ARGS…")
	}
	code := 0
	var exit *exec.ExitError
	switch err := ts.Exec("landfall", args[1:]...); {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("landfall: %v", err)
	}
	if got := strconv.Itoa(code); got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}
