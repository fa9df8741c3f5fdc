// Package document reads and writes the scenario file.
//
// It reads YAML and JSON into one tree of nodes that know their line and
// column, decodes the tree into a [simulate.Scenario] and lets that validate
// itself. It decides how text becomes values (which scalars are numbers, what
// an alias may expand to, how large and deep a file may be) and gathers all
// errors of a file, each with its place and path. It also prints a scenario
// with its defaults and describes the file as JSON Schema, and decodes the other
// JSON that the command reads with the same care. What a value means
// and which values are wrong it leaves to simulate.
//
// No input makes it panic, recurse without bound, or use memory out of
// proportion to the input.
package document
