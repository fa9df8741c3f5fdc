// Package stream gives every uncertain thing its own random numbers.
//
// A [Stream] is named: by the seed of the study, the number of the replication,
// the purpose (how long a fix takes, how many defects a workload is born with)
// and the entity it belongs to. The same name gives the same numbers, whatever
// else is drawn and in which order. So two promotion models meet the same luck,
// the difference between them is their own, and a workload that is added to a
// plan changes no other's.
//
// Names are hashed into the 128 bits of state of a PCG generator (O'Neill, "PCG:
// A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
// Random Number Generation", 2014; math/rand/v2). Streams of different names are
// far apart on its cycle of 2^128 but for a chance that no study will see.
//
// Every draw takes exactly one uniform number and inverts the distribution
// function, so that draws from the same stream rise together with it: a
// workload that is unlucky under one plan is unlucky under the next. The package
// knows nothing of the domain; the purposes are its users'.
package stream
