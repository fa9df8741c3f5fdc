package simulate

// Instants counts the instants of a replication; at each something happens.
func (p *Plan) Instants(model ModelName, seed uint64, replication int) int {
	n := 0
	newRun(p).begin(model, seed, replication, false).step(func() { n++ })
	return n
}

// Replicator returns a function that replicates in the same memory, as an
// experiment does.
func (p *Plan) Replicator() func(model ModelName, seed uint64, replication int) *Outcome {
	return p.newRunner().replicate
}
