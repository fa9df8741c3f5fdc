package stream

// Table holds the streams of a replication for a fixed list of purposes and one
// of entities, so that a draw finds its stream by two numbers: no name is
// hashed, nothing is looked up, and nothing is allocated but the table itself,
// a purpose's part with the first draw for it. The numbers are those of [New].
type Table struct {
	entities []uint64
	columns  []column // by purpose
	mirrored bool
}

// column holds the streams of a purpose.
type column struct {
	purpose Purpose
	prefix  prefix   // of the purpose in this replication
	streams []Stream // by entity, zero before the first draw
	used    bool     // in this replication
}

// NewTable returns a table of the replication 0 of the seed 0.
func NewTable(purposes []Purpose, entities []uint64) *Table {
	t := &Table{entities: entities, columns: make([]column, len(purposes))}
	for i, p := range purposes {
		t.columns[i].purpose = p
	}
	t.Reset(0, 0, false)
	return t
}

// Reset begins another replication, with all streams turned round if mirrored
// (see [Stream.Mirror]).
func (t *Table) Reset(seed uint64, replication int, mirrored bool) {
	t.mirrored = mirrored
	for i := range t.columns {
		c := &t.columns[i]
		c.prefix = named(seed, replication, c.purpose)
		if c.used {
			clear(c.streams)
			c.used = false
		}
	}
}

// At returns the stream of a purpose and an entity, given by their indexes. It
// goes on where the last draw in this replication left it.
func (t *Table) At(purpose, entity int) *Stream {
	c := &t.columns[purpose]
	if !c.used {
		c.open(len(t.entities))
	}
	s := &c.streams[entity]
	if *s == (Stream{}) { // no stream in use is, but for a chance of 2^-128
		*s = c.prefix.stream(t.entities[entity])
		if t.mirrored {
			s.Mirror()
		}
	}
	return s
}

func (c *column) open(entities int) {
	if c.used = true; c.streams == nil {
		c.streams = make([]Stream, entities)
	}
}
