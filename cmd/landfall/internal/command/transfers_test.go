package command

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

func TestElapsed(t *testing.T) {
	for seconds, want := range map[float64]string{
		0: "0s", 0.25: "0.25s", 119.5: "119.5s", 120.4: "2m0s", 4000: "1h6m40s", 86400: "1d0s", 1e6: "11d13h46m40s", 1e18: "11574074074074d1h46m40s",
	} {
		if got := elapsed(seconds); got != want {
			t.Errorf("%v: %s, want %s", seconds, got, want)
		}
	}
}

func TestTransfersDocumentIsConverted(t *testing.T) {
	var doc transfersDocument
	err := json.Unmarshal([]byte(`{
		"links": [{"name": "wan", "capacity": "1Gbps", "steps": [{"at": "2h", "capacity": "8Mbps"}]}],
		"transfers": [{"name": "db", "start": "1m", "size": "900GB", "route": ["wan"], "limit": "200Mbps", "weight": 2, "class": 1}]}`), &doc)
	if err != nil {
		t.Fatal(err)
	}
	links, transfers := doc.convert()
	if l := links[0]; l.Capacity != 125e6 || l.Steps[0] != (replication.CapacityStep{At: 7200, Capacity: 1e6}) {
		t.Errorf("link %+v, want bytes per second", l)
	}
	if c := transfers[0]; c.Start != 60 || c.Size != 900e9 || *c.Limit != 25e6 || *c.Weight != 2 || c.Class != 1 || c.Route[0] != "wan" {
		t.Errorf("transfer %+v", c)
	}
}

func FuzzReadTransfers(f *testing.F) {
	f.Add(`{"links": [{"name": "wan", "capacity": "1Gbps"}], "transfers": [{"name": "a", "size": "1GB", "route": ["wan"]}]}`)
	f.Add(`{"links": [{"name": "wan", "capacity": "0bps", "steps": [{"at": "1h", "capacity": "1bps"}]}], "transfers": []}`)
	f.Add(`[`)
	f.Fuzz(func(t *testing.T, text string) {
		finishes, err := parseTransfers("copies.json", []byte(text))
		if err != nil {
			return
		}
		var b strings.Builder
		if err := writeFinishes(&b, jsonForm, finishes); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
