package document

import (
	"errors"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// good is the smallest scenario.
const good = `landfall: 1
network:
  links:
    - name: wan
      capacity: 1Gbps
sites:
  - {name: dc1, route: [wan]}
portfolio:
  - subscription: retail
    workloads:
      - name: web-shop
        assets:
          - {name: web-01, site: dc1, used: 120GiB}
`

// Each bad file of testdata gets exactly the messages that follow it.
func TestBadFiles(t *testing.T) {
	const path = "testdata/bad.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(archive.Files) / 2; n < 60 {
		t.Errorf("%d bad files are left", n)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		file, want := archive.Files[i], &archive.Files[i+1]
		t.Run(file.Name, func(t *testing.T) {
			_, err := parse(file.Name, file.Data)
			var invalid *Error
			if !errors.As(err, &invalid) || !errors.Is(err, ErrInvalid) {
				t.Fatalf("got %v, want an Error", err)
			}
			got := err.Error() + "\n"
			if *update {
				want.Data = []byte(got)
			}
			if got != string(want.Data) {
				t.Errorf(" got %s\nwant %s", got, want.Data)
			}
			if !strings.HasPrefix(got, file.Name+":") {
				t.Errorf("%s does not name the file", got)
			}
		})
	}
	if *update {
		expectGolden(t, path, txtar.Format(archive))
	}
}

// What does not fit into a text file.
func TestBadBytes(t *testing.T) {
	deep := "; a scenario is nested less than 15 deep"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "a.yaml: is empty; a scenario begins with landfall: 1"},
		{"spaces", " \n\t\n", "a.yaml: is empty; a scenario begins with landfall: 1"},
		{"mark only", "\ufeff", "a.yaml: is empty; a scenario begins with landfall: 1"},
		{"NUL", "landfall: \x00\n", "a.yaml:1:11: has a NUL byte, so it is not text; a scenario is YAML or JSON in UTF-8"},
		{"Latin-1", "landfall: 1\nname: M\xfcnchen\n", "a.yaml:2:8: is not UTF-8 here; a scenario is YAML or JSON in UTF-8"},
		{"UTF-16", "\xff\xfel\x00a\x00", "a.yaml: is UTF-16; a scenario is YAML or JSON in UTF-8"},
		{"gzip", "\x1f\x8b\x08", "a.yaml: is compressed; a scenario is YAML or JSON in UTF-8"},
		{"workbook", "PK\x03\x04", "a.yaml: is a workbook or an archive (landfall import reads inventories); a scenario is YAML or JSON in UTF-8"},
		{"too large", strings.Repeat(" ", mostBytes+1), "a.yaml: is larger than 64 MiB; a scenario of 100,000 assets stays far below"},
		{"too large for YAML", strings.Repeat("a", mostYAML+1), "a.yaml: is larger YAML than 32 MiB or 3000000 words and signs; write it as JSON, or the portfolio as an inventory"},
		{"too much YAML", strings.Repeat("- a\n", mostTokens/4), "a.yaml: is larger YAML than 32 MiB or 3000000 words and signs; write it as JSON, or the portfolio as an inventory"},
		{"100,000 brackets", strings.Repeat("[", 100_000), "a.yaml:1:51: is nested more than 50 deep" + deep},
		{"100,000 braces", strings.Repeat("{a: ", 100_000), "a.yaml:1:201: is nested more than 50 deep" + deep},
		{"100,000 JSON braces", strings.Repeat(`{"a": `, 100_000), "a.yaml:1:301: is nested more than 50 deep" + deep},
		{"100,000 dashes", strings.Repeat("- ", 100_000), "a.yaml:1:101: is nested more than 50 deep" + deep},
		{"100,000 colons", strings.Repeat("a: ", 100_000), "a.yaml:1:152: is nested more than 50 deep" + deep},
		{"100,000 bare colons", strings.Repeat(": ", 100_000), "a.yaml:1:3: is a second colon; one colon between a key and its value; put text with colons in quotes"},
		{"100,000 question marks", strings.Repeat("? ", 100_000), "a.yaml:1:1: is a key that is not plain text; write key: value"},
		{"100,000 keys", strings.Repeat("a: 1\n", 100_000), "a.yaml:501:2: has more than 500 keys in one mapping; a list, with a dash before each of its items"},
		{"100,000 keys in brackets", "{" + strings.Repeat("a:, ", 100_000) + "}", "a.yaml:1:2003: has no value, like many before; give one, or remove the key or the dash"},
		{"100,000 dashes below each other", strings.Repeat("-\n", 100_000), "a.yaml:501:1: has no value, like many before; give one, or remove the key or the dash"},
		{"100,000 lines in brackets", "[\n" + strings.Repeat("a: 1\n", 100_000), "a.yaml:3:2: is a second colon; a comma between the entries of a list or mapping in brackets"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse("a.yaml", []byte(c.text))
			if !errors.Is(err, ErrInvalid) || err.Error() != c.want {
				t.Errorf(" got %.300v\nwant %s", err, c.want)
			}
		})
	}
}

func TestJSONLimits(t *testing.T) {
	p := newJSONParser([]byte("[1, [2], 3]"))
	p.nodes = mostNodes - 3
	_, problem := p.value(0)
	if want := ":1:6: has more than 5000000 values; a scenario of 100,000 assets stays far below"; problem == nil || problem.String() != want {
		t.Errorf("got %v, want %s", problem, want)
	}
}

// A chain of merge keys that doubles the work at every step is cut off.
func TestMergeBomb(t *testing.T) {
	var text strings.Builder
	text.WriteString("a0: &a0 {x: 1}\n")
	for i := range 60 {
		n, m := string(rune('a'+i/26))+string(rune('a'+i%26)), "a0"
		if i > 0 {
			m = string(rune('a'+(i-1)/26)) + string(rune('a'+(i-1)%26))
		}
		text.WriteString(n + ": &" + n + " {<<: [*" + m + ", *" + m + "], " + n + ": *" + m + "}\n")
	}
	_, err := parse("a.yaml", []byte(text.String()))
	if err == nil || !strings.Contains(err.Error(), "grows without measure through its aliases") {
		t.Errorf("got %.300v", err)
	}
}
