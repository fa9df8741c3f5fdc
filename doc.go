// Package landfall is the root of a library and simulator for the last and
// riskiest step of a migration to the cloud: promotion, the moment at which
// production users are sent to the new side.
//
// The packages below it can each be used on its own:
//
//   - [github.com/landfall-sim/landfall/simulate] estimates bandwidth, data loss,
//     downtime and schedule of a migration under each promotion model, and
//     compares them.
//   - [github.com/landfall-sim/landfall/promotion] defines the models
//     (single-step, staged, flight) as rule tables with a pure transition.
//   - [github.com/landfall-sim/landfall/staging] holds the deliverables with
//     which staging ends, and checks them.
//   - [github.com/landfall-sim/landfall/backlog] holds what is still to be
//     migrated: workloads, their dependencies and their order.
//   - [github.com/landfall-sim/landfall/replication] computes how long copies
//     take, how far they lag and what is lost if the link is cut.
//
// A first program is the example at the top of the page of package simulate: it
// describes an estate, compares the models on it and prints which one is
// recommended. The command landfall, in cmd/landfall, is made of these packages.
package landfall
