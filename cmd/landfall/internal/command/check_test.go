package command

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// The example has nothing to be warned of: its assets write 120 Mbps across an
// uplink that has 491 Mbps for them on average, its largest subscriptions have
// 80 of 150 slots and 12 of 14 workloads in progress, and what is held back on
// weekdays has long been carried when the windows of the weekend begin.
func TestExampleHasNoWarnings(t *testing.T) {
	file := filepath.Join("..", "..", "..", "..", "examples", "contoso", "scenario.yaml")
	var out, errs bytes.Buffer
	if status := Run(context.Background(), []string{"check", file}, &out, &errs); status != Done || errs.Len() > 0 {
		t.Errorf("%v: %s", status, errs.String())
	}
	if !strings.Contains(out.String(), "is valid: assets 201, workloads 30, subscriptions 3") {
		t.Error(out.String())
	}
}
