package simulate

// The flows of a clock that carry a volume form a binary heap, the one whose
// volume is carried first on top.

func (r *run) sooner(f, g int32) bool {
	a, b := r.flows[f].mark, r.flows[g].mark
	return a < b || a == b && r.rankOf(f) < r.rankOf(g)
}

func (r *run) put(c *clock, i int, f int32) {
	c.loaded[i] = f
	r.flows[f].place = int32(i)
}

func (r *run) enqueue(c *clock, f int32) {
	r.flows[f].kept = isLoaded
	c.loaded = append(c.loaded, f)
	r.rise(c, len(c.loaded)-1, f)
}

func (r *run) dequeue(c *clock, i int) {
	last := len(c.loaded) - 1
	f := c.loaded[last]
	c.loaded = c.loaded[:last]
	if i < last {
		r.sink(c, i, f)
	}
}

// rise puts a flow at a free place or above it.
func (r *run) rise(c *clock, i int, f int32) {
	for i > 0 && r.sooner(f, c.loaded[(i-1)/2]) {
		r.put(c, i, c.loaded[(i-1)/2])
		i = (i - 1) / 2
	}
	r.put(c, i, f)
}

// sink puts a flow at a free place, below it or above it.
func (r *run) sink(c *clock, i int, f int32) {
	for {
		child := 2*i + 1
		if child >= len(c.loaded) {
			break
		}
		if child+1 < len(c.loaded) && r.sooner(c.loaded[child+1], c.loaded[child]) {
			child++
		}
		if !r.sooner(c.loaded[child], f) {
			break
		}
		r.put(c, i, c.loaded[child])
		i = child
	}
	r.rise(c, i, f)
}
