package simulate

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"hash/crc64"
	"slices"

	"github.com/landfall-sim/landfall/internal/ranking"
	"github.com/landfall-sim/landfall/internal/tally"
)

// shardMagic begins the binary form of a shard; its last digit is the version.
const shardMagic = "landfall shard 1\n"

var shardSums = crc64.MakeTable(crc64.ECMA)

// The binary form is the magic line, a checksum of the rest and a gob of these.
type (
	shardState struct {
		Scenario []byte // JSON
		Models   []ModelName
		Compared bool
		Paired   bool
		Seed     uint64
		Done     []Range
		Tallies  []modelState
		Pairs    []tally.MomentsState
		Twins    []tally.MomentsState
		Best     []ranking.Best
		Open     []batchState
		Closed   []batchMeans
	}
	modelState struct {
		Finished, Joint int
		Columns         []columnState
		Critical        []int
		Stuck           [][]int
		Goals           []goalState
	}
	columnState struct {
		Moments, Twins tally.MomentsState
		Spread         tally.SpreadState
	}
	goalState struct {
		Met, Beyond int
		Values      columnState
	}
	batchState struct {
		At, Seen, N int
		Sums        []tally.ExactState
	}
	batchMeans struct {
		At    int
		Means []float64
	}
)

// MarshalBinary returns a form that [Shard.UnmarshalBinary] reads, of any
// process of the same version of landfall.
func (d *Shard) MarshalBinary() ([]byte, error) {
	if d.scenario == nil {
		return nil, errZero
	}
	scenario, err := d.encoded()
	if err != nil {
		return nil, err
	}
	state := shardState{
		Scenario: scenario, Models: d.models, Compared: d.compared, Paired: d.antithetic, Seed: d.seed, Done: d.done, Best: d.duel.best,
		Open: d.duel.batches.openStates(), Closed: d.duel.batches.closedStates(),
	}
	for i := range d.tallies {
		state.Tallies = append(state.Tallies, d.tallies[i].state())
	}
	for i := range d.duel.pairs {
		state.Pairs = append(state.Pairs, d.duel.pairs[i].State())
	}
	for i := range d.duel.twins {
		state.Twins = append(state.Twins, d.duel.twins[i].State())
	}
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).Encode(state); err != nil {
		return nil, err
	}
	return seal(body.Bytes()), nil
}

func seal(body []byte) []byte {
	form := binary.BigEndian.AppendUint64([]byte(shardMagic), crc64.Checksum(body, shardSums))
	return append(form, body...)
}

// UnmarshalBinary reads what [Shard.MarshalBinary] gives. An error wraps
// [ErrShard] and leaves the shard as it was.
func (d *Shard) UnmarshalBinary(form []byte) error {
	rest, ok := bytes.CutPrefix(form, []byte(shardMagic))
	if !ok {
		return fmt.Errorf("%w: it does not begin with %q: not a summary of this version of landfall", ErrShard, shardMagic)
	}
	if len(rest) < 8 || binary.BigEndian.Uint64(rest) != crc64.Checksum(rest[8:], shardSums) {
		return fmt.Errorf("%w: the checksum of %d bytes is wrong: the summary was cut or changed", ErrShard, len(form))
	}
	var state shardState
	if err := gob.NewDecoder(bytes.NewReader(rest[8:])).Decode(&state); err != nil {
		return fmt.Errorf("%w: %w", ErrShard, err)
	}
	read, err := state.shard()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrShard, err)
	}
	*d = *read
	return nil
}

// shard makes a shard of a state of which nothing is taken for granted.
func (s *shardState) shard() (*Shard, error) {
	var scenario Scenario
	if err := json.Unmarshal(s.Scenario, &scenario); err != nil {
		return nil, err
	}
	if err := scenario.Validate(); err != nil {
		return nil, err
	}
	for _, model := range s.Models {
		if err := known(model); err != nil {
			return nil, err
		}
	}
	d := newShard(scenario.WithDefaults(), s.Models, s.Compared, s.Paired, s.Seed)
	form := s.Scenario
	d.encoded = func() ([]byte, error) { return form, nil }
	for _, r := range s.Done {
		var apart bool
		if d.done, apart = d.done.with(r); !apart || r.From < 0 || r.Len() == 0 || r.To > mostReplications || s.Paired && (r.From%2 != 0 || r.To%2 != 0) {
			return nil, fmt.Errorf("replications %v", s.Done)
		}
	}
	if len(s.Tallies) != len(d.tallies) || len(s.Pairs) != len(d.duel.pairs) || len(s.Twins) != len(d.duel.twins) || len(s.Best) != len(d.duel.best) {
		return nil, errShape
	}
	for i := range s.Tallies {
		if err := d.tallies[i].restore(&s.Tallies[i], d.done.count()); err != nil {
			return nil, err
		}
	}
	return d, s.restoreDuel(&d.duel, d.done.count())
}

// mostReplications is far more than anybody computes, and few enough for the
// arithmetic of intervals.
const mostReplications = 1 << 30

// errShape says that numbers do not belong to the scenario that is beside them.
var errShape = fmt.Errorf("its numbers are not those of its scenario")

func (s *shardState) restoreDuel(d *duelTally, replications int) error {
	var err error
	for i := range s.Pairs {
		if d.pairs[i], err = s.Pairs[i].Moments(); err != nil {
			return err
		}
		if d.pairs[i].N() > replications {
			return errShape
		}
	}
	for i := range s.Twins {
		if d.twins[i], err = s.Twins[i].Moments(); err != nil {
			return err
		}
		if d.twins[i].N() > replications {
			return errShape
		}
	}
	for i, b := range s.Best {
		if err := d.best[i].Merge(b); err != nil {
			return err
		}
		if !plausible(b, replications) {
			return errShape
		}
	}
	return d.batches.restore(s.Open, s.Closed)
}

// plausible says whether counts can be those of so many replications.
func plausible(b ranking.Best, replications int) bool {
	most := int64(replications)
	if b.Decided < 0 || b.Decided > most {
		return false
	}
	for _, wins := range b.Wins {
		for _, n := range wins {
			if n < 0 || n > most {
				return false
			}
		}
	}
	return true
}

func (c *column) state() columnState {
	return columnState{c.moments.State(), c.twins.State(), c.spread.State()}
}

func (c *column) restore(s *columnState, limit, replications int) error {
	var err error
	if c.moments, err = s.Moments.Moments(); err != nil {
		return err
	}
	if c.twins, err = s.Twins.Moments(); err != nil {
		return err
	}
	if c.spread, err = s.Spread.Spread(limit); err != nil {
		return err
	}
	if c.spread.N() != c.moments.N() || c.moments.N() > replications || c.twins.N() > replications {
		return errShape
	}
	return nil
}

func (t *modelTally) state() modelState {
	t.fold()
	s := modelState{Finished: t.finished, Joint: t.joint, Critical: t.critical}
	for i := range t.columns {
		s.Columns = append(s.Columns, t.columns[i].state())
	}
	for i := range t.stuck {
		s.Stuck = append(s.Stuck, t.stuck[i][:])
	}
	for i := range t.goals {
		s.Goals = append(s.Goals, goalState{t.goals[i].met, t.goals[i].beyond, t.goals[i].values.state()})
	}
	return s
}

func (t *modelTally) restore(s *modelState, replications int) error {
	counts := slices.Concat([]int{s.Finished, s.Joint}, s.Critical, slices.Concat(s.Stuck...))
	for _, n := range counts {
		if n < 0 || n > replications {
			return errShape
		}
	}
	if len(s.Columns) != len(t.columns) || len(s.Critical) != len(t.critical) || len(s.Stuck) != len(t.stuck) || len(s.Goals) != len(t.goals) {
		return errShape
	}
	t.finished, t.joint, t.critical = s.Finished, s.Joint, s.Critical
	for i := range s.Columns {
		if err := t.columns[i].restore(&s.Columns[i], t.shape.limits[i], s.Finished); err != nil {
			return err
		}
	}
	for i, counts := range s.Stuck {
		if copy(t.stuck[i][:], counts) != len(reasons) {
			return errShape
		}
	}
	for i, g := range s.Goals {
		if g.Met < 0 || g.Beyond < 0 || g.Met > replications || g.Beyond > replications {
			return errShape
		}
		t.goals[i].met, t.goals[i].beyond = g.Met, g.Beyond
		if err := t.goals[i].values.restore(&g.Values, mostValues, s.Finished); err != nil {
			return err
		}
	}
	return nil
}
