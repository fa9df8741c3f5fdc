package replication

import (
	"math"
	"time"
)

// What Azure Migrate's agentless replication of VMware machines takes on at
// once.
//
// Source: Azure Migrate documentation, "Agentless migration architecture",
// constraints and scale-out replication.
const (
	AzureDisksPerAppliance     = 52
	AzureDisksPerHost          = 8
	AzureSnapshotsPerDatastore = 15 // unless one machine has more disks
	AzureConcurrentMachines    = 500
	AzureScaleOutAbove         = 300 // machines, from which on a second appliance is needed
)

// What the Azure Site Recovery Deployment Planner assumes where it isn't told.
//
// Source: Azure Site Recovery documentation, "Analyze the Deployment Planner
// report for VMware disaster recovery".
const (
	PlannerPercentile            = 95             // of what a machine was seen to do
	PlannerGrowth                = 0.3            // added to it
	PlannerSeedGoal              = 72 * time.Hour // for the initial replication
	PlannerChurnPerMachine       = 54e6           // most bytes per second
	PlannerChurnPerProcessServer = 2e12           // most bytes per day
)

// PlannerRPOs returns the recovery point objectives for which the Deployment
// Planner states a bandwidth.
func PlannerRPOs() []time.Duration {
	return []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour}
}

// AzureSteady is the state in which Azure Migrate's cycles settle: how long a
// cycle takes, in seconds. Both ends of the range differ only at the one load
// at which any length within it stays as it is.
type AzureSteady struct {
	Shortest, Longest float64
}

// AzureSteadyCycle returns the length at which delta cycles settle when a
// source writes at a constant rate and no rewrites fold. The load is the rate
// of writing ÷ the bandwidth, the overhead the seconds that a cycle takes
// beyond carrying its bytes.
//
// A cycle carries what was written in the cycle before it and in the wait w
// after that one: c = load·(c + w) + overhead, with w half of c, at least 1 h
// and at most 12 h. Without overhead, below a load of 2/3 that is load ÷ (1 −
// load) hours, less than 2 h; above 2/3 it is twelve times that, more than 24 h;
// and at 2/3 any length from 2 h to 24 h. At a load of 1 and above cycles grow
// without end.
//
// Source: derived from the scheduling logic in the Azure Migrate documentation,
// "Agentless migration architecture".
func AzureSteadyCycle(load, overhead float64) (AzureSteady, bool) {
	if !amounts(load, overhead) || load >= 1 {
		return AzureSteady{}, false
	}
	if load == 0 { // a cycle with nothing to carry takes no time
		return AzureSteady{}, true
	}
	least, most := azureLeast.Seconds(), azureMost.Seconds()
	short := (load*least + overhead) / (1 - load)
	long := (load*most + overhead) / (1 - load)
	between := 1 - 1.5*load
	switch {
	case math.Abs(between) < 1e-12 && overhead == 0:
		return AzureSteady{2 * least, 2 * most}, true
	case short <= 2*least:
		return AzureSteady{short, short}, true
	case long < 2*most && between > 0:
		middle := min(overhead/between, 2*most)
		return AzureSteady{middle, middle}, true
	}
	long, ok := finite(long)
	return AzureSteady{long, long}, ok
}

// AzureWorstLag returns the greatest age, in seconds, of what is lost if a
// machine whose cycles take so many seconds is cut off: a write made just after
// a snapshot waits for the end of that cycle, the wait and the next cycle.
func AzureWorstLag(cycle float64) (seconds float64, ok bool) {
	if !amounts(cycle) {
		return 0, false
	}
	return finite(2*cycle + azureWait(cycle))
}

// azureWait is [AzureWait] in seconds, of any length.
func azureWait(cycle float64) float64 {
	return min(max(azureLeast.Seconds(), cycle/2), azureMost.Seconds())
}
