package stream

// Purpose is what a stream's numbers are drawn for.
type Purpose uint64

// PurposeOf returns the purpose of a name, which does not depend on what other
// purposes there are.
func PurposeOf(name string) Purpose { return Purpose(hash(offset, name)) }

// EntityOf returns the number of a thing by its kind and its name, which does
// not depend on what else there is.
func EntityOf(kind, name string) uint64 {
	// A byte that is in no UTF-8 text, so that the pair can be told apart.
	return hash(hash(hash(offset, kind), "\xff"), name)
}

// offset is where a hash by Fowler, Noll and Vo begins, FNV-1a of 64 bits.
const offset = 0xcbf29ce484222325

func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}

// digest folds words into one.
func digest(h uint64, words ...uint64) uint64 {
	for _, w := range words {
		h = mix((h ^ w) + 0x9e3779b97f4a7c15)
	}
	return h
}

// mix spreads every bit of x over all bits: the finalizer of SplitMix64, by
// Stafford's thirteenth variant (Steele, Lea and Flood, "Fast Splittable
// Pseudorandom Number Generators", 2014).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
