package simulate

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// collector adds replications to a shard as they are computed.
type collector struct {
	experiment
	shard   *Shard
	options Options

	mutex sync.Mutex
	saved time.Time // of the last checkpoint
	total int       // replications in the end
}

// collect computes those replications of a range that a shard lacks, and adds
// them. It returns the cause for which ctx ended if it did before the last.
func (e experiment) collect(ctx context.Context, d *Shard, within Range, o Options) error {
	todo := d.done.missing(within)
	n := todo.count()
	c := &collector{experiment: e, shard: d, options: o, saved: time.Now(), total: d.done.count() + n}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(o.Parallel, n) {
		group.Go(func() {
			given := make([]replicated, len(d.models))
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := c.compute(todo.at(i), given); err != nil {
					stop(err)
				}
			}
		})
	}
	group.Wait()
	return c.finish(ctx, within)
}

// compute computes one replication of each model with the same luck.
func (c *collector) compute(replication int, given []replicated) error {
	for i, model := range c.shard.models {
		given[i].take(c.replicate(model, c.shard.seed, replication))
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.shard.add(replication, given)
	if c.options.Progress != nil {
		c.options.Progress(c.shard.done.count()*len(given), c.total*len(given))
	}
	if c.options.Checkpoint == nil || time.Since(c.saved) < c.options.CheckpointEvery {
		return nil
	}
	err := c.options.Checkpoint(c.shard)
	c.saved = time.Now()
	return err
}

func (c *collector) finish(ctx context.Context, within Range) error {
	if len(c.shard.done.missing(within)) > 0 {
		if c.options.Checkpoint != nil && ctx.Err() != nil {
			// What stopped the run counts for more than whether it could be stored.
			_ = c.options.Checkpoint(c.shard)
		}
		return context.Cause(ctx)
	}
	if c.options.Checkpoint != nil {
		return c.options.Checkpoint(c.shard)
	}
	return nil
}
