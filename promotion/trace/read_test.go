package trace_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

const line = `{"at":"2026-01-05T09:00:00Z","release":"retail","asset":"db-01","event":"replicate","by":"adoption"}` + "\n"

func TestReadBack(t *testing.T) {
	log := walk(promotion.Flight(), 3, rand.New(rand.NewPCG(1, 4)))
	seen := promotion.SecondaryRunning
	log = append(log, trace.Record{Line: len(log) + 1, At: log[len(log)-1].At, Release: "retail", Asset: "db-00",
		Saw: &trace.Sight{Phases: []promotion.Phase{promotion.PhaseTested}, Secondary: &seen}})
	var text []byte
	var err error
	for _, r := range log {
		if text, err = trace.Append(text, r); err != nil {
			t.Fatal(err)
		}
	}
	var read []trace.Record
	for r, err := range trace.Read(iotest.OneByteReader(bytes.NewReader(text))) {
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, r)
	}
	if diff := cmp.Diff(log, read); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadErrors(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"cut":            {line + line[:40], "trace: line 2: the log is cut off here"},
		"last":           {line + strings.TrimSuffix(strings.ReplaceAll(line, "replicate", "teleport"), "\n"), `trace: line 2: promotion: unknown event "teleport"`},
		"last too early": {line + strings.TrimSuffix(strings.ReplaceAll(line, "09:00", "08:59"), "\n"), "trace: line 2: time runs backwards"},
		"no end":         {line + line[:40] + "\n" + line, "trace: line 2: the record has no end"},
		"long":           {line + "{\"at\":\"" + strings.Repeat("9", 10<<20), "trace: line 2: longer than 1048576 bytes"},
		"event":          {strings.ReplaceAll(line, "replicate", "teleport"), `line 1: promotion: unknown event "teleport"`},
		"backwards":      {line + strings.ReplaceAll(line, "09:00", "08:59"), "line 2: time runs backwards, from 2026-01-05T09:00:00Z to 2026-01-05T08:59:00Z"},
		"field":          {strings.ReplaceAll(line, `"by"`, `"bye"`), `line 1: json: unknown field "bye"`},
		"no time":        {`{"release":"r","event":"approve"}` + "\n", `line 1: "at" is missing`},
		"nobody":         {`{"at":"2026-01-05T09:00:00Z","event":"approve"}` + "\n", `"release" and "asset" are missing`},
		"nothing":        {"\n" + `{"at":"2026-01-05T09:00:00Z","release":"r"}` + "\n", `line 2: "event" is missing`},
		"both":           {`{"at":"2026-01-05T09:00:00Z","release":"r","event":"approve","saw":{}}` + "\n", "both"},
		"wrong sight":    {`{"at":"2026-01-05T09:00:00Z","release":"r","saw":{"link":"live"}}` + "\n", "only assets have"},
		"asset sight":    {`{"at":"2026-01-05T09:00:00Z","asset":"a","saw":{"revoked":true}}` + "\n", "only releases have"},
		"two":            {strings.TrimSuffix(line, "\n") + line, "more than one value"},
		"key twice":      {strings.Replace(line, `"event"`, `"event":"approve", "event"`, 1), `line 1: "event" is there twice`},
		"other letters":  {strings.Replace(line, `"event"`, `"Event"`, 1), `line 1: unknown field "Event"`},
		"escaped key":    {strings.Replace(line, `"event"`, `"\u0065vent"`, 1), `line 1: unknown field "\\u0065vent"`},
		"text after":     {strings.TrimSuffix(line, "\n") + " replicated\n", "line 1: more than one value"},
		"brace after":    {line + strings.TrimSuffix(line, "\n") + "}\n", "line 2: more than one value"},
		"no object":      {"7\n", "line 1: json: cannot unmarshal number"},
		"bad time":       {strings.ReplaceAll(line, "T09", "T29"), "line 1:"},
		"not UTF-8 key":  {"{\"\xff\":1}\n", "line 1: json: unknown field"},
	} {
		var last error
		for _, err := range trace.Read(strings.NewReader(c.text)) {
			last = err
		}
		if !errors.Is(last, trace.ErrLog) || !strings.Contains(last.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, last, c.want)
		}
	}
	for _, err := range trace.Read(io.MultiReader(strings.NewReader(line), iotest.ErrReader(io.ErrUnexpectedEOF))) {
		if err != nil && (errors.Is(err, trace.ErrLog) || !errors.Is(err, io.ErrUnexpectedEOF)) {
			t.Errorf("a reader that fails: %v", err)
		}
	}
}

func TestReadLastLineNeedsNoEnd(t *testing.T) {
	n := 0
	for r, err := range trace.Read(strings.NewReader("\n\n" + strings.TrimSuffix(line, "\n"))) {
		if err != nil || r.Line != 3 {
			t.Errorf("line %d: %v", r.Line, err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d records", n)
	}
}

func TestAppendRefuses(t *testing.T) {
	fits := trace.Record{At: minute(0), Asset: "a", Event: promotion.Replicate()}
	fits.Release = strings.Repeat("r", trace.MaxLine-len(fits.String())-len(`"release":"",`))
	long := fits
	long.Release += "r"
	for want, r := range map[string]trace.Record{
		`"at" is missing`:                         {},
		`"phases" is empty`:                       {At: minute(0), Asset: "a", Saw: &trace.Sight{Phases: trace.Phases{}}},
		"share 100.0000001%,":                     {At: minute(0), Release: "r", Event: promotion.Route(promotion.Whole + 1)},
		"1048577 bytes, expected at most 1048576": long,
	} {
		if text, err := trace.Append(nil, r); err == nil || text != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes, %v, want %q", len(text), err, want)
		}
	}
	text, err := trace.Append(nil, fits)
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range trace.Read(bytes.NewReader(text)) {
		if err != nil || r.Release != fits.Release {
			t.Errorf("the longest record reads as one of %d bytes: %v", len(r.Release), err)
		}
	}
}

// TestRecordText has of a record all that is written of it, and not that of its
// event alone.
func TestRecordText(t *testing.T) {
	r := trace.Record{Line: 7, At: minute(0), Release: "retail", Asset: "db-01", Event: promotion.Replicate()}.As(promotion.Adoption)
	if got, want := fmt.Sprint(r), strings.TrimSuffix(line, "\n"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	r.Event, r.Saw = promotion.Event{}, &trace.Sight{Phases: trace.Phases{promotion.PhaseInSync}}
	if got := fmt.Sprint(r); !strings.HasSuffix(got, `"asset":"db-01","saw":{"phases":["in-sync"]}}`) {
		t.Errorf("a sight is %s", got)
	}
	if got := fmt.Sprint(trace.Record{}); !strings.HasPrefix(got, `trace: record: "at" is missing`) {
		t.Errorf("nothing is %s", got)
	}
}

func TestOutcomeText(t *testing.T) {
	if v := (trace.Verdict{}); v.Outcome != trace.Inconclusive || v.String() != "inconclusive" {
		t.Errorf("of no check: %v", v)
	}
	for o := trace.Inconclusive; o <= trace.Diverges; o++ {
		text, err := o.MarshalText()
		var read trace.Outcome
		if err2 := read.UnmarshalText(text); err != nil || err2 != nil || read != o {
			t.Errorf("%s reads as %v: %v, %v", text, read, err, err2)
		}
	}
	if text, err := trace.Outcome(3).MarshalText(); err == nil {
		t.Errorf("a fourth answer: %s", text)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(line))
	f.Add([]byte(`{"at":"2026-01-05T09:00:00Z","asset":"a","saw":{"phases":["tested"],"link":"live"}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for r, err := range trace.Read(bytes.NewReader(text)) {
			if err != nil {
				if !errors.Is(err, trace.ErrLog) {
					t.Fatalf("%v", err)
				}
				return
			}
			again, err := trace.Append(nil, r)
			if err != nil {
				t.Fatalf("%+v was read and cannot be written: %v", r, err)
			}
			for same, err := range trace.Read(bytes.NewReader(again)) {
				same.Line = r.Line
				if err != nil || !cmp.Equal(r, same) {
					t.Fatalf("%s reads as %+v, %v", again, same, err)
				}
			}
		}
	})
}

// TestReadTellsKeysFromText takes for keys of a record neither texts nor the
// keys of what is in it.
func TestReadTellsKeysFromText(t *testing.T) {
	text := `{ "at" : "2026-01-05T09:00:00Z", "release":"{\"at\":\\", "asset":"event", "saw" : {"phases":["staged"], "link":"live"}}` + "\n"
	for r, err := range trace.Read(strings.NewReader(text)) {
		if err != nil || r.Release != `{"at":\` || r.Asset != "event" || r.Saw == nil || *r.Saw.Link != promotion.LinkLive {
			t.Errorf("%+v, %v", r, err)
		}
	}
}
