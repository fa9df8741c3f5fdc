// Package stateless measures a step of package promotion beside one of
// github.com/qmuntal/stateless, a general state machine library, in the same
// run. It holds nothing but the benchmark.
package stateless
