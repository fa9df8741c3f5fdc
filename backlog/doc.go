// Package backlog holds what is still to be migrated: assets, the workloads
// that they serve, the subscriptions in which those land, and what has to come
// after what. It decides in which order the work is taken up and how it is cut
// into waves and sprints, and it keeps the backlog document, which tells how far
// every workload has come.
//
// A [Backlog] is a plain value that a program fills in; its zero value is empty.
// [Backlog.Validate] names what is wrong with it, every ring of dependencies
// included. All else works on any backlog, valid or not: a name in After that no
// workload has is not waited for, of two workloads with one name the first is
// meant, and workloads that form a ring are taken together.
//
// Workloads are numbered as they are listed, over all subscriptions, from 0 on.
//
// The package never simulates: it knows no time, reads no clock, draws no random
// numbers and does no I/O. When a dependency is met is the business of who
// promotes.
package backlog
