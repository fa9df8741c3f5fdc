// Package replication computes how long copies take, how far a replica lags
// and what is lost if the link is cut now.
//
// Its values are pure: they read no clock, draw no random numbers and do no
// I/O. Amounts are bytes, rates bytes per second, both float64; moments are
// time.Duration since a start that the caller chooses, since a sum of whole
// nanoseconds loses no digits.
//
// A source writes at a mean rate times a [Pattern]. What has been written and
// is not yet at the target is its backlog; the age of the oldest such write is
// the lag, followed by a [Trail].
package replication
