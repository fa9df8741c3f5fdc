package bench

import (
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

func hasCompiler() bool {
	_, err := exec.LookPath("g++")
	return err == nil
}

// buildStd compiles the program around std::priority_queue, or skips where that
// isn't possible.
func buildStd(t testing.TB) string {
	t.Helper()
	if !hasCompiler() {
		t.Skip("g++ is not installed")
	}
	program := filepath.Join(t.TempDir(), "hold")
	if out, err := exec.Command("g++", "-O2", "-std=c++17", "-o", program, filepath.Join("std", "hold.cpp")).CombinedOutput(); err != nil {
		t.Fatalf("std/hold.cpp doesn't compile: %v\n%s", err, out)
	}
	return program
}

// stdHold is the hold model in a process of its own, which waits for orders.
type stdHold struct {
	t   testing.TB
	in  io.WriteCloser
	out io.Reader
}

func startStd(t testing.TB, program string, n, payload int) stdHold {
	t.Helper()
	run := exec.Command(program, fmt.Sprint(n), fmt.Sprint(payload))
	in, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := run.Wait(); err != nil {
			t.Error(err)
		}
	})
	for _, s := range newWaits().steps {
		fmt.Fprintln(in, s)
	}
	return stdHold{t, in, out}
}

func (h stdHold) hold(operations int) (took time.Duration, hash uint64) {
	fmt.Fprintln(h.in, operations)
	if _, err := fmt.Fscanln(h.out, &took, &hash); err != nil {
		h.t.Fatal(err)
	}
	return took, hash
}
