// Command landfall simulates migrations to the cloud under several promotion
// models and says which one to take. docs/cli.md describes it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // scenarios name time zones, and not every machine has them

	"github.com/landfall-sim/landfall/cmd/landfall/internal/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := command.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(int(status))
}
