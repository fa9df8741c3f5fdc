package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

func TestRecommend(t *testing.T) {
	var out bytes.Buffer
	if err := recommend(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, model := range []simulate.ModelName{simulate.SingleStep, simulate.Staged, simulate.Flight} {
		if !strings.Contains(text, string(model)+" ") {
			t.Errorf("nothing is said of %s:\n%s", model, text)
		}
	}
	_, recommended, _ := strings.Cut(text, "recommended: ")
	name, _, _ := strings.Cut(recommended, "\n")
	if _, ok := map[string]bool{"single-step": true, "staged": true, "flight": true}[name]; !ok {
		t.Errorf("recommended is %q, expected a model:\n%s", name, text)
	}
	if strings.Count(recommended, "\n") < 2 {
		t.Errorf("no reasons are given:\n%s", text)
	}
}

func TestRecommendStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := recommend(ctx, &bytes.Buffer{}); err == nil {
		t.Error("a canceled comparison gives no error")
	}
}
