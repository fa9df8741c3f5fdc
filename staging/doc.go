// Package staging holds what must be done before a staged asset may leave
// staging: the four deliverables of the Microsoft Cloud Adoption Framework
// ("Understand staging activities during a migration", 2019), the evidence for
// them, the check that says what is missing and why, and the documents.
//
// A host records [Facts] as they happen and asks [Check]; [Readiness.Complete]
// gives the [Set] that the events of package promotion carry:
//
//	ready := staging.Check(facts)
//	s, effects, err := model.Step(s, promotion.Stage(ready.Complete()))
//
// The checklist grows with an [Item] of one's own; a [Document] renders what was
// recorded, as a whole or one page a deliverable.
//
// The package decides what is missing. It never knows in which phase an asset is
// or what time it is, and does no input or output: times are the host's, and
// documents are text.
//
// # Choices
//
// Evidence is judged by when it was made: a test counts when it began at or
// after the last change to its asset, and every test named in [Facts.Tests] must
// have passed in its last run on every asset. The migration report must name every
// asset; each change must be described and documented; the backlog must have been
// updated at or after the last change.
package staging
