package simulate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// ErrShard is wrapped by the errors of shards: they do not belong together, a
// file does not hold one, or the range asked for cannot be computed.
var ErrShard = errors.New("simulate: shard")

// Shard is what some replications of a scenario gave, in a form that can be
// stored, sent to another machine and merged with the shards of the others.
// Neither who computed which replication nor the order of merging changes a
// bit of the result, and memory does not grow with the number of replications
// but for a few bytes each. Make one with [SimulateShard] or [CompareShard], or
// read one with [Shard.UnmarshalBinary]; the zero value is good for that only.
type Shard struct {
	scenario *Scenario              // with its defaults
	encoded  func() ([]byte, error) // the scenario as JSON, made once: it takes longer than all other merging
	models   []ModelName
	compared bool
	seed     uint64
	done     ranges

	antithetic bool // replications 2i and 2i+1 are a pair

	shape   *shape
	tallies []modelTally // by model
	duel    duelTally
}

func newShard(s *Scenario, models []ModelName, compared, antithetic bool, seed uint64) *Shard {
	d := &Shard{scenario: s, models: models, compared: compared, antithetic: antithetic, seed: seed}
	d.encoded = sync.OnceValues(func() ([]byte, error) { return json.Marshal(s) })
	d.shape = shapeOf(s)
	for range models {
		d.tallies = append(d.tallies, newModelTally(d.shape, antithetic))
	}
	d.duel = newDuelTally(d.shape, len(models), antithetic)
	return d
}

// Scenario returns the scenario with its defaults.
func (d *Shard) Scenario() *Scenario { return d.scenario }

// Replications returns which replications the shard holds, rising.
func (d *Shard) Replications() []Range { return slices.Clone(d.done) }

// add adds what a replication, or a pair, gave under each model.
func (d *Shard) add(first int, given [][]replicated) {
	for k := range given {
		rows := make([][]float64, len(d.models))
		for i := range rows {
			d.tallies[i].add(&given[k][i])
			if given[k][i].finished {
				rows[i] = given[k][i].row
			}
		}
		if d.compared {
			d.duel.add(first+k, rows)
		}
	}
	d.done, _ = d.done.with(Range{first, first + len(given)})
}

// Merge adds the replications of another shard of the same scenario, models
// and seed; no replication may be in both. Otherwise it returns an error that
// wraps [ErrShard], and nothing has changed.
func (d *Shard) Merge(other *Shard) error {
	if err := d.matches(other); err != nil {
		return err
	}
	done := slices.Clone(d.done)
	for _, r := range other.done {
		var apart bool
		if done, apart = done.with(r); !apart {
			return fmt.Errorf("%w: replications %v are in both of two shards that hold %v and %v", ErrShard, r, d.done, other.done)
		}
	}
	d.done = done
	for i := range d.tallies {
		d.tallies[i].merge(&other.tallies[i])
	}
	d.duel.merge(&other.duel)
	return nil
}

var errZero = fmt.Errorf("%w: it is of no scenario: make it with CompareShard or read it", ErrShard)

// matches tells why two shards do not belong together.
func (d *Shard) matches(other *Shard) error {
	switch {
	case d.scenario == nil || other == nil || other.scenario == nil:
		return errZero
	case d.seed != other.seed:
		return fmt.Errorf("%w: seeds differ: %d and %d", ErrShard, d.seed, other.seed)
	case d.antithetic != other.antithetic:
		return fmt.Errorf("%w: one is of antithetic pairs, the other not", ErrShard)
	case d.compared != other.compared:
		return fmt.Errorf("%w: one is of a comparison, the other of a single model", ErrShard)
	case !slices.Equal(d.models, other.models):
		return fmt.Errorf("%w: models differ: %v and %v", ErrShard, d.models, other.models)
	}
	a, err := d.encoded()
	if err != nil {
		return err
	}
	b, err := other.encoded()
	if err != nil {
		return err
	}
	if !bytes.Equal(a, b) {
		if d.scenario.Name == other.scenario.Name {
			return fmt.Errorf("%w: scenarios differ, though both are named %q; want the same file, unchanged", ErrShard, d.scenario.Name)
		}
		return fmt.Errorf("%w: scenarios differ: %q and %q", ErrShard, d.scenario.Name, other.scenario.Name)
	}
	return nil
}

// Result describes all replications from 0 on, as a single run of as many
// gives it. A shard in which one is missing, or that has none, has no result;
// the error wraps [ErrShard] and names what is missing.
func (d *Shard) Result() (*Result, error) {
	if len(d.done) == 0 {
		return nil, fmt.Errorf("%w: it holds no replication", ErrShard)
	}
	if missing := d.done.missing(Range{0, d.done[len(d.done)-1].To}); len(missing) > 0 {
		return nil, fmt.Errorf("%w: replications %v are missing before the last, %d", ErrShard, missing, d.done[len(d.done)-1].To-1)
	}
	n := d.done.count()
	return d.result(Stopping{Reason: AllComputed, Wanted: n}), nil
}

// result describes the replications that there are.
func (d *Shard) result(why Stopping) *Result {
	n := d.done.count()
	r := &Result{Landfall: 1, Scenario: d.scenario.Name, Seed: d.seed, Replications: n, Antithetic: d.antithetic, Stopped: why}
	for i, model := range d.models {
		r.Models = append(r.Models, summarizeModel(model, &d.tallies[i], n))
	}
	if d.compared {
		r.Comparison = newComparison(r, &d.duel)
	}
	return r
}
