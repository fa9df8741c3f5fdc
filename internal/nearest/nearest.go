// Package nearest finds the known word that a misspelled one was meant to be.
//
// It decides what counts as near (a third of the letters wrong, case aside)
// and never whether a word is right: callers ask only about unknown words.
package nearest

import "strings"

// longest is the length in bytes from which on a word is not compared: nobody
// misspells a word of that length, and the comparison is quadratic.
const longest = 64

// Word returns the candidate with the smallest number of edits (insert,
// delete, replace, swap of neighbors) from word, ignoring case, and the empty
// string when none is near. Of equally near ones the first counts.
func Word(word string, candidates []string) string {
	if word == "" || len(word) > longest {
		return ""
	}
	best, least := "", allowed(word)+1
	for _, c := range candidates {
		if diff := len(c) - len(word); diff >= least || -diff >= least {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < least {
			best, least = c, d
		}
	}
	return best
}

// allowed is the number of edits at which a word is still recognized.
func allowed(word string) int {
	return max(1, (len(word)+1)/3)
}

// distance is the optimal string alignment distance in bytes, the restricted
// form of Damerau's.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
