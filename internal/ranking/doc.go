// Package ranking chooses the best of several models from simulated numbers.
//
// [KN] is the procedure of Kim and Nelson: it is fed with one vector of numbers
// after the other, one number a model, drops the models that are clearly not the
// best, and promises how often the last one left is. [Best] counts how often each
// model was the best of its replication. [Pareto] sets models against each other
// in several metrics at once.
//
// The package knows numbers only: what a model or a metric is, and how the
// numbers came about, is its user's. All results follow from the sequence of
// numbers alone.
package ranking
