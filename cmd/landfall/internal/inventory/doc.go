// Package inventory reads what discovery tools export and makes a scenario of
// it: RVTools workbooks and CSV files, the CSV of Azure Migrate, of AWS
// Application Discovery Service and of AWS Application Migration Service.
//
// It decides which machines are imported, how many bytes each has used and how
// the machines are grouped, and it says so: whatever is skipped, assumed or
// not trusted is counted in [Inventory.Report] with its place in the source.
// A machine without a known write rate gets an assumed one, never zero.
//
// It never guesses which machines are stateful, invents no dependencies, and
// changes no file. docs/import.md describes the formats and their sources.
package inventory
