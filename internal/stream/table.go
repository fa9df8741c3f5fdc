package stream

// Table holds the streams of a replication for a fixed list of purposes and one
// of entities, so that a draw finds its stream by two numbers: no name is
// hashed, nothing is looked up, and nothing is allocated but the table itself.
// The numbers are those of [New].
type Table struct {
	purposes []Purpose
	entities []uint64
	prefixes []prefix // of the purposes in this replication
	streams  []Stream // those of an entity together; zero before the first draw
	mirrored bool
}

// NewTable returns a table of the replication 0 of the seed 0.
func NewTable(purposes []Purpose, entities []uint64) *Table {
	t := &Table{
		purposes: purposes,
		entities: entities,
		prefixes: make([]prefix, len(purposes)),
		streams:  make([]Stream, len(purposes)*len(entities)),
	}
	t.Reset(0, 0, false)
	return t
}

// Reset begins another replication, with all streams turned round if mirrored
// (see [Stream.Mirror]).
func (t *Table) Reset(seed uint64, replication int, mirrored bool) {
	t.mirrored = mirrored
	for i, p := range t.purposes {
		t.prefixes[i] = named(seed, replication, p)
	}
	clear(t.streams)
}

// At returns the stream of a purpose and an entity, given by their indexes. It
// goes on where the last draw in this replication left it.
func (t *Table) At(purpose, entity int) *Stream {
	s := &t.streams[entity*len(t.purposes)+purpose]
	if *s == (Stream{}) { // no stream in use is, but for a chance of 2^-128
		*s = t.prefixes[purpose].stream(t.entities[entity])
		if t.mirrored {
			s.Mirror()
		}
	}
	return s
}
