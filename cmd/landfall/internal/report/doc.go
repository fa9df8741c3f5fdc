// Package report writes results for people and for other programs: a
// comparison and a single model as text, any result as CSV or JSON.
//
// It decides in which unit a reader sees a quantity, which is the same along a
// row, and what stands where a quantity cannot exist. It computes nothing that
// the result does not say and never opens files.
package report
