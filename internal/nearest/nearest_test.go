package nearest

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWord(t *testing.T) {
	keys := []string{"name", "route", "flights", "freezes", "hold", "windows"}
	for _, c := range []struct{ word, want string }{
		{"flihgts", "flights"},
		{"Flights", "flights"},
		{"flight", "flights"},
		{"nmae", "name"},
		{"rotue", "route"},
		{"window", "windows"},
		{"secondary", ""},
		{"x", ""},
		{"", ""},
		{strings.Repeat("flights", 20), ""},
	} {
		if got := Word(c.word, keys); got != c.want {
			t.Errorf("Word(%q) = %q, want %q", c.word, got, c.want)
		}
	}
}

func TestWordPrefersTheNearestThenTheFirst(t *testing.T) {
	if got := Word("dc1", []string{"dc22", "dc2", "dc3"}); got != "dc2" {
		t.Errorf("got %q", got)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestDistanceIsSymmetric(t *testing.T) {
	word := rapid.StringMatching(`[a-c]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if distance(a, b) != distance(b, a) {
			t.Fatalf("distance(%q, %q) = %d, reversed %d", a, b, distance(a, b), distance(b, a))
		}
		if (distance(a, b) == 0) != (a == b) {
			t.Fatalf("distance(%q, %q) = %d", a, b, distance(a, b))
		}
	})
}
