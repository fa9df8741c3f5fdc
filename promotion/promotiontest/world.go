package promotiontest

import (
	"math/rand/v2"
	"slices"

	"github.com/landfall-sim/landfall/promotion"
)

// world is a release with its assets, as the model has them.
type world struct {
	model   *promotion.Model
	release promotion.Release
	assets  []promotion.State
}

// expect says what an event would do, without doing it.
func (w *world) expect(asset int, e promotion.Event) (promotion.Release, promotion.State, promotion.Effects, error) {
	if asset == Release {
		release, effects, err := w.model.StepRelease(w.release, e)
		return release, promotion.State{}, effects, err
	}
	return w.model.StepMember(w.release, w.assets[asset], e)
}

// step carries out an event, or refuses it and changes nothing.
func (w *world) step(asset int, e promotion.Event) (promotion.Effects, error) {
	release, state, effects, err := w.expect(asset, e)
	if err != nil {
		return 0, err
	}
	w.release = release
	if asset != Release {
		w.assets[asset] = state
	}
	return effects, nil
}

// clone returns a world of its own in the same state.
func (w *world) clone() *world {
	return &world{w.model, w.release, slices.Clone(w.assets)}
}

// allowed returns those of all happenings that the model allows.
func (w *world) allowed(all []happening) []happening {
	var some []happening
	for _, h := range all {
		if _, _, _, err := w.expect(h.asset, h.event); err == nil {
			some = append(some, h)
		}
	}
	return some
}

// next chooses what happens: mostly something that the model allows, and rather
// onward than back or out.
func (w *world) next(all []happening, rng *rand.Rand) happening {
	if rng.IntN(5) == 0 {
		return all[rng.IntN(len(all))]
	}
	onward := slices.DeleteFunc(w.allowed(all), func(h happening) bool { return h.back() && rng.IntN(20) > 0 })
	if len(onward) == 0 {
		return all[rng.IntN(len(all))]
	}
	return onward[rng.IntN(len(onward))]
}
