// Package command is the landfall command: its subcommands, flags, help, exit
// statuses and files.
//
// It decides what a user types and where results go. What a scenario file
// means is package document's business, how a result looks package report's,
// what is computed the library's. Only this package writes files.
package command
