package stream

import "math/rand/v2"

// Stream is a sequence of random numbers. It is a value: a copy goes on from
// the same place on its own. It is for one goroutine.
type Stream struct {
	source rand.PCG
	mirror uint64 // bits that are turned round
}

// New returns the stream of a name, at its beginning.
func New(seed uint64, replication int, purpose Purpose, entity uint64) Stream {
	return named(seed, replication, purpose).stream(entity)
}

// prefix is the digest of a name without its entity.
type prefix [2]uint64

func named(seed uint64, replication int, purpose Purpose) prefix {
	return prefix{
		digest(0x6c616e6466616c6c, seed, uint64(replication), uint64(purpose)),
		digest(0x73747265616d7321, seed, uint64(replication), uint64(purpose)),
	}
}

func (p prefix) stream(entity uint64) Stream {
	var s Stream
	s.source.Seed(digest(p[0], entity), digest(p[1], entity))
	return s
}

// Mirror turns the rest of the stream round: 1 − u, but for the last of 53
// binary digits, takes the place of each number u.
func (s *Stream) Mirror() { s.mirror = ^s.mirror }

// Uniform is uniform in (0, 1), a multiple of 2^-53; in place of 0 it is 2^-54.
func (s *Stream) Uniform() float64 { return inside(s.source.Uint64() ^ s.mirror) }

// inside makes a number in (0, 1) of 64 bits.
func inside(bits uint64) float64 {
	const unit = 1.0 / (1 << 53)
	if n := bits >> 11; n > 0 {
		return float64(n) * unit
	}
	return unit / 2
}
