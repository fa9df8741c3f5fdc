// Package tally keeps statistics of simulation runs.
//
// Two collectors weigh what happens within a run by time: [Levels] takes a
// signal that is constant between changes, such as a rate, [Ramps] one that is
// linear between them, such as a lag. Two summaries describe one number a
// replication: [Sample] the numbers themselves, [Paired] the difference between
// two variants under the same luck.
//
// A quantile is everywhere the smallest value that at least the wanted share
// of the time, or of the replications, is at or below. Shares are compared with
// a relative tolerance of 1e-12, so that rounding moves no quantile to the next
// value: 19 of 20 replications are 95 %. A number that doesn't exist, such as
// the mean of nothing, is NaN.
//
// Results depend on the order of what is added, never on who adds it when:
// replications are handed over as a slice in their own order.
package tally
