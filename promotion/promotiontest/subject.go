package promotiontest

import (
	"errors"
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/promotion"
)

// Release is the place of the release among the assets, which count from 0.
const Release = -1

// Subject is an orchestrator with one release.
type Subject interface {
	// Handle is told that something happens to an asset, or to the release. It
	// returns the effects that the orchestrator carried out, and an error if it
	// refuses the event.
	Handle(asset int, e promotion.Event) (promotion.Effects, error)
	// Phase returns where the orchestrator has an asset.
	Phase(asset int) promotion.Phase
	// ReleasePhase returns where it has the release.
	ReleasePhase() promotion.ReleasePhase
}

// Restarter is a subject that can be stopped and started again; what it does
// not keep is lost.
type Restarter interface{ Restart() error }

// Open starts an orchestrator with a new release of the given number of assets,
// for which no model has been decided. No subject without an error fails the test.
type Open func(assets int) (Subject, error)

// pair is a subject and what the model says of it.
type pair struct {
	world
	subject Subject
	path    []string
}

func newPair(m *promotion.Model, open Open, assets int) (*pair, error) {
	s, err := open(assets)
	if err != nil {
		return nil, fmt.Errorf("promotiontest: open: %w", err)
	}
	if s == nil {
		return nil, errors.New("promotiontest: open returned nil and no error, expected a subject")
	}
	return &pair{world: world{m, promotion.Release{}, make([]promotion.State, assets)}, subject: s}, nil
}

// handle lets something happen to both and compares them.
func (p *pair) handle(asset int, e promotion.Event) error {
	effects, refused := p.step(asset, e)
	p.path = append(p.path, name(asset)+": "+e.String())
	done, err := p.subject.Handle(asset, e)
	switch {
	case refused != nil && err == nil:
		return p.differs("accepted what the model refuses: %v", refused)
	case refused == nil && err != nil:
		return p.differs("refused what the model allows: %v", err)
	case refused == nil && done != effects:
		return p.differs("carried out %q, expected %q", done, effects)
	case refused != nil && done != 0:
		return p.differs("refused, and carried out %q nevertheless", done)
	}
	if refused == nil {
		return p.compare()
	}
	p.path = p.path[:len(p.path)-1] // nothing has happened
	if err := p.compare(); err != nil {
		return fmt.Errorf("%w\n\tafter it refused %s: %s", err, name(asset), e)
	}
	return nil
}

// compare looks where everything is.
func (p *pair) compare() error {
	if got := p.subject.ReleasePhase(); got != p.release.Phase {
		return p.differs("the release is %v, expected %v", got, p.release.Phase)
	}
	for i, s := range p.assets {
		if got := p.subject.Phase(i); got != s.Phase {
			return p.differs("asset %d is %v, expected %v", i, got, s.Phase)
		}
	}
	return nil
}

func (p *pair) differs(format string, args ...any) error {
	return fmt.Errorf("promotiontest: %s: "+format+"\n\t%s", append(append([]any{p.model.Name()}, args...), strings.Join(p.path, "\n\t"))...)
}

func name(asset int) string {
	if asset == Release {
		return "release"
	}
	return fmt.Sprintf("asset %d", asset)
}
