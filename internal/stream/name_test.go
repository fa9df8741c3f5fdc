package stream

import (
	"hash/fnv"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

func TestHashIsFNV(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		h := fnv.New64a()
		h.Write([]byte(name))
		if got := PurposeOf(name); uint64(got) != h.Sum64() {
			t.Fatalf("%#x, want %#x", got, h.Sum64())
		}
	})
}

func TestKindAndNameAreApart(t *testing.T) {
	seen := map[uint64][2]string{}
	for _, pair := range [][2]string{{"", "ab"}, {"a", "b"}, {"ab", ""}, {"b", "a"}, {"", ""}, {"asset", "web"}, {"workload", "web"}} {
		e := EntityOf(pair[0], pair[1])
		if other, ok := seen[e]; ok {
			t.Errorf("%q and %q are one entity", pair, other)
		}
		seen[e] = pair
	}
}

// A change of one bit of the name changes every bit of the digest in about half
// of all cases.
func TestDigestAvalanche(t *testing.T) {
	const trials = 2000
	for word := range 4 {
		for bit := range 64 {
			changed := 0
			for i := range uint64(trials) {
				words := []uint64{i, i + 1, i + 2, i + 3}
				before := digest(1, words...)
				words[word] ^= 1 << bit
				changed += bits.OnesCount64(before ^ digest(1, words...))
			}
			// 64 bits, each changed with probability 1/2: sd of the mean is 4/√trials.
			if mean := float64(changed) / trials; mean < 31.4 || mean > 32.6 {
				t.Errorf("bit %d of word %d changes %v bits, want 32", bit, word, mean)
			}
		}
	}
}
