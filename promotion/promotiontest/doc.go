// Package promotiontest tests an orchestrator against a promotion model.
//
// An orchestrator is whatever moves the assets of a release: give it the shape
// of a [Subject], and let [Run] in a test, or [Test] anywhere else, do to it
// what can happen in a migration, and what cannot:
//
//	func TestOrchestrator(t *testing.T) {
//		promotiontest.Run(t, promotion.Staged(), func(assets int) (promotiontest.Subject, error) {
//			return openMine(t.TempDir(), assets)
//		})
//	}
//
// The tests are:
//
//   - tour: with one asset, every step that the model allows is taken once, and
//     in every state every other event, and every event of a role that may not,
//     must be refused and change nothing. An asset that was led back goes all
//     the way again.
//   - crowd: random lives of a release with three assets.
//   - forgetful: as crowd, but an acknowledgement is lost now and then, and what
//     comes next comes as if it had arrived.
//   - doubled: as crowd, but every event is delivered twice.
//   - restarted: as crowd, with a restart before every event, for subjects that
//     are a [Restarter].
//
// After every event the subject must have accepted it or not, have carried out
// the effects and be in the phases that the model says. The first difference
// is reported with all that was done to come there.
//
// [Actions] gives the same to a property test of one's own.
package promotiontest
