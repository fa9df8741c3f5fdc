// Package bench measures how fast the event queue of a simulation is, and
// checks that what it simulates is right. It has tests and benchmarks only:
// against a bare heap in Go, the priority queue of the C++ standard library and
// SimPy (https://simpy.readthedocs.io), a simulation framework in Python, the
// last two where they are installed; and against the closed forms of queueing
// theory.
package bench
