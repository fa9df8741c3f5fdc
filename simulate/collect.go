package simulate

import (
	"context"
	"sync"
	"sync/atomic"
)

// collector adds replications to a shard as they are computed.
type collector struct {
	shard   *Shard
	options Options

	mutex sync.Mutex
	total int // replications in the end
}

// collect computes those replications of a range that a shard lacks, and adds
// them; expected is how many there will be in the end, for the progress. It
// returns the cause for which ctx ended if it did before the last.
func (e experiment) collect(ctx context.Context, d *Shard, within Range, expected int, o Options) error {
	todo := d.done.missing(within)
	n := todo.count()
	c := &collector{shard: d, options: o, total: expected}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(o.Parallel, n) {
		group.Go(func() {
			replicate, given := e.engine(d.antithetic), c.memory()
			for ctx.Err() == nil {
				i := len(given) * (int(next.Add(1)) - 1)
				if i >= n {
					return
				}
				if err := c.compute(replicate, todo.at(i), given); err != nil {
					stop(err)
				}
			}
		})
	}
	group.Wait()
	return c.finish(ctx, within)
}

// memory is for what one goroutine computes before it adds it: a replication of
// each model, or an antithetic pair.
func (c *collector) memory() [][]replicated {
	given := make([][]replicated, 1)
	if c.shard.antithetic {
		given = make([][]replicated, 2)
	}
	for i := range given {
		given[i] = make([]replicated, len(c.shard.models))
	}
	return given
}

// compute computes replications of each model, with the same luck.
func (c *collector) compute(replicate replicator, first int, given [][]replicated) error {
	for k := range given {
		for i, model := range c.shard.models {
			given[k][i].take(replicate(model, c.shard.seed, first+k))
		}
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.shard.add(first, given)
	if c.options.Progress != nil {
		c.options.Progress(c.shard.done.count()*len(c.shard.models), c.total*len(c.shard.models))
	}
	return c.checkpoint(false)
}

func (c *collector) checkpoint(last bool) error {
	if c.options.Checkpoint == nil {
		return nil
	}
	return c.options.Checkpoint(c.shard, last)
}

// finish ends a run that is complete, or that ctx has ended.
func (c *collector) finish(ctx context.Context, within Range) error {
	err := c.checkpoint(true)
	if len(c.shard.done.missing(within)) > 0 {
		return context.Cause(ctx)
	}
	return err
}
