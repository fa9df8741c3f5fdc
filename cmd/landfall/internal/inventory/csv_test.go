package inventory

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

// utf16le is a text as PowerShell writes it with -Encoding Unicode.
func utf16le(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

const infoCSV = "VM,Powerstate,Template,In Use MiB,Provisioned MiB\r\nerp-1,poweredOn,False,\"96,952\",\"105,742\"\r\n"

// The same two machines, as RVTools and spreadsheet programs of different
// countries write them.
func TestCSVDialects(t *testing.T) {
	for name, text := range map[string]string{
		"plain":                     "VM,Powerstate,In Use MiB\nerp-1,poweredOn,96952\nerp-2,poweredOff,4096\n",
		"quoted, CRLF":              "\"VM\",\"Powerstate\",\"In Use MiB\"\r\n\"erp-1\",\"poweredOn\",\"96,952\"\r\n\"erp-2\",\"poweredOff\",\"4,096\"\r\n",
		"semicolons, German":        "VM;Powerstate;In Use MiB\nerp-1;poweredOn;96.952\nerp-2;poweredOff;4.096\n",
		"semicolons, Swiss":         "VM;Powerstate;In Use MiB\nerp-1;poweredOn;96'952\nerp-2;poweredOff;4'096\n",
		"semicolons, French":        "VM;Powerstate;In Use MiB\nerp-1;poweredOn;96\u202f952\nerp-2;poweredOff;4\u00a0096\n",
		"tabs":                      "VM\tPowerstate\tIn Use MiB\nerp-1\tpoweredOn\t96952\nerp-2\tpoweredOff\t4096\n",
		"bars":                      "VM|Powerstate|In Use MiB\nerp-1|poweredOn|96952\nerp-2|poweredOff|4096\n",
		"byte-order mark":           "\ufeffVM,Powerstate,In Use MiB\nerp-1,poweredOn,96952\nerp-2,poweredOff,4096\n",
		"UTF-16":                    utf16le("VM,Powerstate,In Use MiB\r\nerp-1,poweredOn,96952\r\nerp-2,poweredOff,4096\r\n"),
		"sep line":                  "sep=;\r\nVM;Powerstate;In Use MiB\r\nerp-1;poweredOn;96952\r\nerp-2;poweredOff;4096\r\n",
		"older units":               "VM,Powerstate,In Use MB\nerp-1,poweredOn,96952\nerp-2,poweredOff,4096\n",
		"database names":            "vInfoVMName,vInfoPowerstate,vInfoInUse\nerp-1,poweredOn,96952\nerp-2,poweredOff,4096\n",
		"other order, case, blanks": "in use mib , Extra, POWERSTATE,vm\n96952,x,PoweredOn,erp-1\n4096,,POWEREDOFF,erp-2\n",
		"title and blank lines":     "RVTools 4.7\n\nvInfo of 2025-05-20\nVM,Powerstate,In Use MiB\n\nerp-1,poweredOn,96952\n,,\nerp-2,poweredOff,4096\n",
		"short and long rows":       "VM,Powerstate,In Use MiB,Annotation\nerp-1,poweredOn,96952\nerp-2,poweredOff,4096,x,y,z\n",
		"lines within a cell":       "VM,Annotation,Powerstate,In Use MiB\nerp-1,\"a\nb, \"\"c\"\"\",poweredOn,96952\nerp-2,,poweredOff,4096\n",
		"Windows-1252":              "VM,Powerstate,In Use MiB,Annotation\nerp-1,poweredOn,96952,B\xfcro\nerp-2,poweredOff,4096,\n",
		"no last line end":          "VM,Powerstate,In Use MiB\nerp-1,poweredOn,96952\nerp-2,poweredOff,4096",
	} {
		inv := read(t, write(t, "RVTools_tabvInfo.csv", text), Options{})
		if names(inv) != "erp-1 erp-2" || inv.Machines[0].Used != 96952*mebibyte || inv.Machines[1].Used != 4096*mebibyte {
			t.Errorf("%s: %+v", name, inv.Machines)
		}
		if inv.Machines[0].Power != PoweredOn || inv.Machines[1].Power != PoweredOff {
			t.Errorf("%s: power %s and %s", name, inv.Machines[0].Power, inv.Machines[1].Power)
		}
	}
}

func TestDecimalCommaIsFoundInTheNumbers(t *testing.T) {
	for text, want := range map[string]float64{
		"Server name;Cores;Disk 1 size (In GB);Disk 2 size (In GB)\na;2;1,234;61,2\n": 1.234e9 + 61.2e9,
		"Server name;Cores;Disk 1 size (In GB);Disk 2 size (In GB)\na;2;1.234;61.2\n": 1.234e9 + 61.2e9,
		"Server name,Cores,Disk 1 size (In GB),OS version\na,2,\"1,234\",9.2\n":       1234e9,
		"Server name,Cores,Disk 1 size (In GB)\na,2,\"1,234.5\"\n":                    1234.5e9,
		"Server name;Cores;Disk 1 size (In GB)\na;2;1.234\n":                          1234e9,
		"Server name,Cores,Disk 1 size (In GB)\na,2,1.234\n":                          1.234e9,
	} {
		inv := read(t, write(t, "azure.csv", text), Options{})
		if got := float64(inv.Machines[0].Used); got != want {
			t.Errorf("%q: %v bytes, want %v", text, got, want)
		}
	}
}

func TestCSVRowNumbersAreThoseOfTheFile(t *testing.T) {
	inv := read(t, write(t, "x.csv", "title\n\nVM,Powerstate,In Use MiB,Template\n\na,poweredOn,1,False\n\n\nb,poweredOn,1,True\n"), Options{})
	if inv.Machines[0].Row != 5 || inv.Skipped[0].Row != 8 {
		t.Errorf("rows %d and %d, want 5 and 8", inv.Machines[0].Row, inv.Skipped[0].Row)
	}
	expect(t, inv.Report(), "b (line 8) is a template")
}

func TestCSVRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "is empty",
		" \n\n":                                 "is empty",
		"name,size\na,1\n":                      "is not an inventory",
		strings.Repeat("a,b\n", 30) + infoCSV:   "is not an inventory",
		"\x7fELF\x02\x01\x01\x00":               "is not an inventory",
		strings.Repeat("x", 200_000):            "is not an inventory",
		"VM,Powerstate,In Use MiB\n\"a,b,1\n":   "line 2: a quoted field does not end",
		"VM,Powerstate,In Use MiB\na\"b,on,1\n": "line 2, column 2: a quote inside a field",
		"VM,Powerstate,In Use MiB\n":            "has no machine that can be imported",
		"VM,Powerstate,CPUs\na,poweredOn,2\n":   "without the machines' sizes",
		"VM,Powerstate,In Use MiB\na,on,\n":     "a (line 2) has no capacity",
	} {
		_, err := Read(write(t, "x.csv", text), Options{})
		if !errors.Is(err, ErrSource) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
}

func FuzzReadTable(f *testing.F) {
	for _, s := range []string{
		infoCSV, strings.ReplaceAll(infoCSV, ",", ";"), utf16le(infoCSV), "sep=|\nVM|Powerstate\n", "\ufeffmgn:app:name\na\n",
		"Server name;Cores;Disk 1 size\nx;1;2,5\n", "HostName,ExternalId,OS.Name\n\"a\"\"\",b,c\n", "VM,Powerstate\n\"", "\xff\xfe",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := readTable("fuzz.csv", "", strings.NewReader(string(b)))
		if err != nil {
			if table != nil || !errors.Is(err, ErrSource) {
				t.Fatalf("table %v, error %v", table, err)
			}
			return
		}
		if kindOf(table) == unknown {
			t.Fatalf("header %q is of no kind", table.header)
		}
		last := 0
		for _, r := range table.rows {
			if r.at <= last {
				t.Fatalf("line %d after line %d", r.at, last)
			}
			last = r.at
		}
	})
}
