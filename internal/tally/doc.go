// Package tally keeps statistics of simulation runs.
//
// Two collectors weigh what happens within a run by time: [Levels] takes a
// signal that is constant between changes, such as a rate, [Ramps] one that is
// linear between them, such as a lag. Results depend on the order of what is
// added.
//
// Three describe one number a replication, and depend neither on the order of
// adding nor on how parts are merged: [Exact] is a sum to the last bit, [Moments]
// are mean and variance, [Spread] is the distribution, in a memory that does not
// grow with the number of replications. Each has a state that another process
// can read.
//
// The rest says how well something is known: [Paired] differences of two
// variants under the same luck, [MeanInterval], [QuantileRanks] and
// [ClopperPearson], and the stopping rule [Precision].
//
// A quantile is everywhere the smallest value that at least the wanted share
// of the time, or of the replications, is at or below. Shares are compared with
// a relative tolerance of 1e-12, so that rounding moves no quantile to the next
// value: 19 of 20 replications are 95 %. A number that doesn't exist, such as
// the mean of nothing, is NaN.
package tally
