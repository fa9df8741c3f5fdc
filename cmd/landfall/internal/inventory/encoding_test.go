package inventory

import "testing"

func TestEncodings(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"UTF-8":                   {"Größe", "Größe"},
		"UTF-8 with mark":         {"\xef\xbb\xbfGröße", "Größe"},
		"UTF-16 little":           {"\xff\xfeG\x00r\x00\xf6\x00\xdf\x00e\x00", "Größe"},
		"UTF-16 big":              {"\xfe\xff\x00G\x00r\x00\xf6\x00\xdf\x00e", "Größe"},
		"Windows-1252":            {"Gr\xf6\xdfe", "Größe"},
		"UTF-16 little, no mark":  {"G\x00r\x00\xf6\x00\xdf\x00e\x00", "Größe"},
		"UTF-16 big, no mark":     {"\x00G\x00r\x00\xf6\x00\xdf\x00e", "Größe"},
		"Windows-1252 alone":      {"5 \x80 \x96 \x9f\xff", "5 € – Ÿÿ"},
		"UTF-16 with half a rune": {"\xff\xfeG\x00r", "G"},
	} {
		if got := string(decode([]byte(c.in))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestNoiseIsNoText(t *testing.T) {
	for text, want := range map[string]bool{"VM,Powerstate\r\n": true, "a\x00b": false, "\x7fELF\x02\x01": false, "\xff\xfea\x00": true, "V\x00M\x00": true, "\x00V\x00M": true, "VM\x00\x00": false, "": true} {
		if got := isText([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
