package simulate

import "github.com/landfall-sim/landfall/internal/stream"

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

// luck holds the streams of one replication that have been drawn from.
type luck struct {
	seed        uint64
	replication int
	streams     map[luckName]*stream.Stream
}

type luckName struct {
	purpose int
	entity  uint64
}

func (l *luck) stream(purpose int, entity uint64) *stream.Stream {
	name := luckName{purpose, entity}
	if s, ok := l.streams[name]; ok {
		return s
	}
	if l.streams == nil {
		l.streams = map[luckName]*stream.Stream{}
	}
	s := stream.New(l.seed, l.replication, purposes[purpose], entity)
	l.streams[name] = &s
	return &s
}

// draw returns a value of a distribution; a constant uses up no luck.
func draw[T Quantity](l *luck, purpose int, entity uint64, d *Dist[T]) float64 {
	if d.Shape == Constant {
		return float64(d.Quantile(0.5))
	}
	return float64(d.Quantile(l.stream(purpose, entity).Uniform()))
}

func (r *run) drawTime(purpose int, entity uint64, d *Dist[Duration]) int64 {
	return clampNanos(draw(&r.luck, purpose, entity, d))
}
