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
// the lag, followed by a [Trail]. Amounts that are known as a whole are curves:
// a [Trace] or any other [Curve] is carried over a path by [Carry], and
// [Curve.RequiredBandwidth] says what path keeps to a recovery point objective.
//
// The closed forms of the published planners name their sources. Where a
// number can't exist, as the time until a replica is in sync that never will
// be, they report false with it, never an infinity, whatever they are given.
// Methods of curves, patterns and trails that report nothing take finite
// numbers, and moments at which amounts are finite. [Transfers] tells when
// copies end that share links.
package replication
