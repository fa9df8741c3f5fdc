// Package stateless measures a step of package promotion beside one of
// github.com/qmuntal/stateless, a general state machine library, in the same
// run. It holds nothing but the benchmark.
//
// The other library is used as fast as it goes: in immediate mode, with its
// state outside and so without a lock, with arguments boxed before, and with
// guards that allocate nothing. Both are called by the same loops.
package stateless
