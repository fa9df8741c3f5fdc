package simulate

import (
	"slices"

	"github.com/landfall-sim/landfall/internal/stream"
)

// Purposes of the random streams. A stream is named by its purpose and by the
// thing it is for, so that neither a change of model nor one of the portfolio
// changes the luck of anything else.
const (
	drawUsed = iota
	drawChurn
	drawDemand
	drawEfficiency
	drawLaunch
	drawDeploy
	drawRemediate
	drawDocument
	drawOptimize
	drawSandbox
	drawAutomated
	drawPerformance
	drawBusiness
	drawFix
	drawMitigate
	drawApproval
	drawRoute
	drawBake
	drawDefects
	drawSurface
	drawFound
	drawRedeploy
	purposeCount
)

var purposes = [purposeCount]stream.Purpose{
	stream.PurposeOf("used"), stream.PurposeOf("churn"), stream.PurposeOf("demand"), stream.PurposeOf("efficiency"),
	stream.PurposeOf("launch"), stream.PurposeOf("deploy"), stream.PurposeOf("remediate"), stream.PurposeOf("document"),
	stream.PurposeOf("optimize"), stream.PurposeOf("sandbox"), stream.PurposeOf("automated"),
	stream.PurposeOf("performance"), stream.PurposeOf("business"), stream.PurposeOf("fix"), stream.PurposeOf("mitigate"),
	stream.PurposeOf("approval"), stream.PurposeOf("route"), stream.PurposeOf("bake"), stream.PurposeOf("defects"),
	stream.PurposeOf("surface"), stream.PurposeOf("found"), stream.PurposeOf("redeploy"),
}

// entity is the number of a thing that has luck of its own.
type entity int32

// luck holds the streams of one replication.
type luck struct{ table *stream.Table }

func newLuckOf(p *Plan) luck { return luck{stream.NewTable(purposes[:], p.entities)} }

// begin forgets all streams. Of an antithetic pair of replications both have
// the luck of the first, the second turned round.
func (l *luck) begin(seed uint64, replication int, antithetic bool) {
	if antithetic {
		l.table.Reset(seed, replication&^1, replication%2 == 1)
		return
	}
	l.table.Reset(seed, replication, false)
}

func (l *luck) stream(purpose int, e entity) *stream.Stream { return l.table.At(purpose, int(e)) }

// quantity is a distribution that is drawn from.
type quantity[T Quantity] struct {
	dist  Dist[T]
	fixed bool // it never varies
	value float64
	most  float64 // limit of the unit
}

func quantityOf[T Quantity](d Dist[T]) quantity[T] {
	q := quantity[T]{dist: d, fixed: d.Shape == Constant, value: float64(d.Quantile(0.5)), most: float64(d.most())}
	if d.Shape == Empirical {
		q.dist.Params = slices.Sorted(slices.Values(d.Params))
	}
	return q
}

// draw returns a value of a quantity; a constant uses up no luck.
func draw[T Quantity](l *luck, purpose int, e entity, q *quantity[T]) float64 {
	if q.fixed {
		return q.value
	}
	return min(max(quantile(q.dist.Shape, q.dist.Params, l.stream(purpose, e).Uniform()), 0), q.most)
}

func (r *run) drawTime(purpose int, e entity, q *quantity[Duration]) int64 {
	return clampNanos(draw(&r.luck, purpose, e, q))
}
