package command

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestWriteVersion(t *testing.T) {
	for _, test := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{}, "landfall (devel) go"},
		{debug.BuildInfo{Main: debug.Module{Version: "v0.1.0"}}, "landfall v0.1.0 go"},
		{debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}}}, "landfall (devel) abc go"},
	} {
		var b strings.Builder
		if err := writeVersion(&b, &test.info); err != nil || !strings.HasPrefix(b.String(), test.want) {
			t.Errorf("%q, %v, want %q", b.String(), err, test.want)
		}
	}
}
