package trace

import (
	"fmt"

	"github.com/landfall-sim/landfall/promotion"
)

// close adds to what is possible all that hidden events lead to. It does so
// after every record, since what an asset could do depends on where its release
// was at the time.
func (c *Checker) close(u *unit) {
	if len(c.hidden) == 0 {
		return
	}
	for {
		before := len(u.releases)
		if !c.options.AssetsOnly {
			u.releases = c.closeReleases(u.releases)
		}
		u.fresh = c.closeAsset(u, u.fresh)
		for _, name := range u.order {
			a := u.assets[name]
			u.move(a, c.closeAsset(u, a.states))
		}
		if c.done || len(u.releases) == before {
			return
		}
	}
}

// closeReleases adds what hidden events of releases lead to.
func (c *Checker) closeReleases(set []promotion.Release) []promotion.Release {
	for i := 0; i < len(set); i++ {
		for e := range c.model.ReleaseEvents() {
			if !c.hidden[e.Kind] || c.tooMany(len(set)) {
				continue
			}
			if next, _, err := c.model.StepRelease(set[i], e); err == nil {
				set = include(set, next)
			}
		}
	}
	return set
}

// closeAsset adds what hidden events of an asset lead to, and to the possible
// releases what comes of that.
func (c *Checker) closeAsset(u *unit, set []promotion.State) []promotion.State {
	set = set[:len(set):len(set)]
	for i := 0; i < len(set); i++ {
		for e := range c.model.Events() {
			if !c.hidden[e.Kind] {
				continue
			}
			for j := 0; j < len(u.releases) && !c.tooMany(max(len(set), len(u.releases))); j++ {
				if unit, next, err := c.step(u.releases[j], set[i], e); err == nil {
					set = include(set, next)
					u.releases = include(u.releases, unit)
				}
			}
		}
	}
	return set
}

// tooMany ends the check where more states are possible than may be carried.
func (c *Checker) tooMany(n int) bool {
	if n > c.options.Limit && !c.done {
		c.done = true
		c.verdict.Reason = fmt.Sprintf("more than %d states are possible: too much is hidden", c.options.Limit)
	}
	return c.done
}
