// Package bench measures how fast and how exactly links are shared. It has
// tests and benchmarks only: against SimGrid (https://simgrid.org), a
// simulator of distributed systems whose flows share links by max-min fairness
// too, where it is installed, and against exact fractions.
package bench
