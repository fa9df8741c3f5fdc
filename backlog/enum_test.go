package backlog

import (
	"encoding"
	"errors"
	"fmt"
	"testing"
)

// enum is a value that goes to text and back.
type enum interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}

func checkEnum[E enum, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, beyond E, all ...E) {
	t.Helper()
	for _, e := range all {
		text, err := e.MarshalText()
		if err != nil || string(text) != e.String() {
			t.Errorf("%v is written %q, %v", e, text, err)
		}
		var back E
		if err := P(&back).UnmarshalText(text); err != nil || back != e {
			t.Errorf("%q is read as %v, %v", text, back, err)
		}
	}
	if text, err := beyond.MarshalText(); !errors.Is(err, ErrInvalid) {
		t.Errorf("%v is written %q, %v", beyond, text, err)
	}
	value := all[1]
	if err := P(&value).UnmarshalText([]byte("nonsense")); !errors.Is(err, ErrInvalid) || value != all[1] {
		t.Errorf("nonsense is read as %v, %v", value, err)
	}
}

func TestEnums(t *testing.T) {
	checkEnum(t, Policy(4), Listed, SmallestFirst, LargestFirst, CriticalFirst)
	checkEnum(t, Status(5), Waiting, Begun, Staged, Migrated, Promoted)
}
