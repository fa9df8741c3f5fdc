package sweep_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/landfall-sim/landfall/engine/beam/sweep"
	"github.com/landfall-sim/landfall/simulate"
)

// On the runner that is built in. A program that shall run anywhere calls
// beamx.Run, which takes the runner from its flags.
func ExampleCompare() {
	folder, err := os.MkdirTemp("", "sweep")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "result.json")

	p, s := beam.NewPipelineWithRoot()
	summary, err := sweep.Compare(s, shop(), sweep.Options{Replications: 200})
	if err != nil {
		log.Fatal(err)
	}
	sweep.Write(s, path, sweep.Result(s, summary))
	if _, err := beam.Run(context.Background(), "prism", p); err != nil {
		log.Fatal(err)
	}

	document, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var result simulate.Result
	if err := json.Unmarshal(document, &result); err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Scenario, result.Replications, result.Comparison.Recommended)
	// Output: shop <1> 200 staged
}
