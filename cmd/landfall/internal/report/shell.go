package report

import "strings"

// plain are the characters that no shell takes for anything else.
const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+,"

// shellWord writes a file's name so that it can be pasted into a shell.
func shellWord(name string) string {
	if strings.Trim(name, plain) == "" {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
}

// isNamed says whether a scenario is in a file, not on standard input.
func isNamed(file string) bool { return file != "" && file != "-" }
