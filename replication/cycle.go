package replication

import "time"

// The bounds of the wait between two cycles of Azure Migrate's agentless
// replication.
const (
	azureLeast = time.Hour
	azureMost  = 12 * time.Hour
)

// AzureWait returns how long Azure Migrate's agentless replication waits after
// a cycle that took d: half of it, at least 1 h and at most 12 h.
//
// Source: Azure Migrate documentation, "Agentless migration architecture",
// scheduling logic.
func AzureWait(d time.Duration) time.Duration {
	return min(max(azureLeast, d/2), azureMost)
}

// FixedWait returns how long a tool that takes a snapshot every interval waits
// after a cycle that took d; 0 if the cycle took longer than the interval.
func FixedWait(interval, d time.Duration) time.Duration {
	return max(0, interval-d)
}
