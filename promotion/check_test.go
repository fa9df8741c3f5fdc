package promotion

import "testing"

func TestLaws(t *testing.T) {
	for m := range Models() {
		t.Run(m.Name(), func(t *testing.T) {
			if err := m.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}
