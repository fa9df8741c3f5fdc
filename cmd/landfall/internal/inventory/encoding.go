package inventory

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns the bytes of a text file into UTF-8 without a byte-order mark:
// UTF-8 and UTF-16 as marked, else UTF-16 if it looks so, else UTF-8, else
// Windows-1252.
func decode(b []byte) []byte {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decode16(b[2:], binary.LittleEndian)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decode16(b[2:], binary.BigEndian)
	case unmarked16(b) != nil:
		return decode16(b, unmarked16(b))
	case utf8.Valid(b):
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for _, c := range b {
		if r := rune(c); 0x80 <= r && r < 0xa0 {
			out = utf8.AppendRune(out, windows1252[r-0x80])
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// windows1252 are the characters 0x80 to 0x9f, in which Windows-1252 differs
// from Latin-1 (unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT).
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// unmarked16 returns the order of UTF-16 without a byte-order mark, nil where
// text is something else. What an inventory begins with is ASCII, of which one
// byte of two is 0.
func unmarked16(b []byte) binary.ByteOrder {
	if len(b) < 4 {
		return nil
	}
	switch [4]bool{b[0] == 0, b[1] == 0, b[2] == 0, b[3] == 0} {
	case [4]bool{false, true, false, true}:
		return binary.LittleEndian
	case [4]bool{true, false, true, false}:
		return binary.BigEndian
	}
	return nil
}

// decode16 turns UTF-16 into UTF-8; a last odd byte is dropped.
func decode16(b []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	out := make([]byte, 0, len(units))
	for _, r := range utf16.Decode(units) {
		out = utf8.AppendRune(out, r)
	}
	return out
}

// isText reports whether the beginning of a file can be text: UTF-16, or bytes among which there is none that text files do not have.
func isText(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) || unmarked16(head) != nil {
		return true
	}
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			return false
		}
	}
	return true
}
