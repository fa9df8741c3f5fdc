package inventory

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

func TestNumbersOfEveryDialect(t *testing.T) {
	english := numerals{decimal: '.'}
	german := numerals{decimal: ','}
	mib := numerals{decimal: '.', whole: true}
	for _, c := range []struct {
		how  numerals
		text string
		want float64 // -1: no number
	}{
		{english, "0", 0}, {english, "96952", 96952}, {english, "  12 ", 12}, {english, ".5", 0.5}, {english, "1.05E5", 105000},
		{english, "2,224", 2224}, {english, "1,234,567", 1234567}, {english, "1,234.5", 1234.5}, {english, "1.234", 1.234},
		{english, "12,5", 12.5}, {english, "1.234,5", 1234.5}, {english, "1.234.567", 1234567}, {english, "0,125", 0.125},
		{english, "467263.75", 467263.75}, {english, "1234.567", 1234.567},
		{german, "1.234", 1234}, {german, "1,234", 1.234}, {german, "12.5", 12.5}, {german, "1.234.567,25", 1234567.25},
		{mib, "1.234", 1234}, {mib, "1,234", 1234}, {mib, "105 742", 105742}, {mib, "105\u00a0742", 105742}, {mib, "105\u202f742", 105742},
		{mib, "1'234'567", 1234567}, {mib, "1’234", 1234}, {mib, "12,5", 12.5},
		{english, "", -1}, {english, "-1", -1}, {english, "n/a", -1}, {english, "12 GB", -1}, {english, "1,23,456", -1},
		{english, "1.2.3", -1}, {english, "1,2.3,4", -1}, {english, "NaN", -1}, {english, "1e400", -1}, {english, "1e22", -1},
		{english, "0x10", -1}, {english, ",", -1}, {english, "e", -1}, {english, "1,234,", -1}, {english, "1234,567,890", -1},
	} {
		got, ok := c.how.parse(c.text)
		if !ok {
			got = -1
		}
		if got != c.want {
			t.Errorf("%c whole=%v %q = %v, want %v", c.how.decimal, c.how.whole, c.text, got, c.want)
		}
	}
}

// Whole numbers mean the same however their thousands are grouped.
func TestGroupingNeverChangesAWholeNumber(t *testing.T) {
	for n := 1; n < 1<<40; n = n*3 + 7 {
		for _, sep := range []string{"", ",", ".", " ", "\u00a0", "'"} {
			text := strings.ReplaceAll(grouped(n), ",", sep)
			if got, ok := (numerals{decimal: '.', whole: true}).parse(text); !ok || got != float64(n) {
				t.Errorf("%q = %v, want %d", text, got, n)
			}
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,234.5", "1.234", "1e5", "", ",.", "12 34", "1'2"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, whole bool) {
		v, ok := numerals{decimal: ',', whole: whole}.parse(s)
		if ok && (v < 0 || math.IsNaN(v) || math.IsInf(v, 0)) {
			t.Errorf("%q = %v", s, v)
		}
		if plain, err := strconv.ParseUint(s, 10, 40); err == nil && float64(plain) != v {
			t.Errorf("%q = %v, want %d", s, v, plain)
		}
	})
}
