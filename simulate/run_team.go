package simulate

import (
	"github.com/landfall-sim/landfall/internal/kernel"
)

// team is a team in a run: jobs wait first come, first served, ties in backlog
// order.
type team struct {
	queue line // workloads
	held  int  // slots
	wake  kernel.Handle
	area  float64 // seconds of slots held in working hours
}

// job is the work that a workload waits for or that is done on it; it has at
// most one at a time.
type job struct {
	kind    uint8
	team    int
	asked   int64
	need    int64 // of its first stretch of work
	began   int64
	slot    bool
	ahead   int // jobs in the queue when it was asked for
	staging stagingWork
	found   foundDefects
}

// Kinds of jobs.
const (
	noJob uint8 = iota
	remediationJob
	stagingJob
	deploymentJob
	automatedJob
	performanceJob
	businessJob
	optimizationJob
	mendingJob
)

var jobTeam = [...]int{
	remediationJob: adoption, stagingJob: adoption, deploymentJob: adoption,
	automatedJob: operations, performanceJob: operations, optimizationJob: operations, mendingJob: operations,
	businessJob: business,
}

func (r *run) openTeams() {
	for i := range r.teams {
		r.teams[i] = team{queue: r.teams[i].queue.emptied()}
	}
}

// ask puts a workload's next job in its team's queue. What takes no time needs
// no slot.
func (r *run) ask(w int, kind uint8, need int64, takesTime bool) {
	j := &r.workloads[w].job
	j.kind, j.team, j.asked, j.need, j.slot = kind, jobTeam[kind], r.now, need, false
	j.began = -1
	if !takesTime {
		r.beginJob(w)
		return
	}
	q := &r.teams[j.team].queue
	j.ahead = q.len()
	q.push(w, func(other int) bool {
		asked := r.workloads[other].job.asked
		return asked > j.asked || asked == j.asked && r.p.workloads[other].rank > r.p.workloads[w].rank
	})
	r.again = true
}

// beginJobs gives free slots to those who wait, within working hours.
func (r *run) beginJobs() {
	for i := range r.teams {
		t, plan := &r.teams[i], &r.p.teams[i]
		for t.queue.len() > 0 && below(t.held, plan.size) {
			open, ok := plan.hours.Next(r.now)
			if !ok {
				break
			}
			if open > r.now {
				if !r.queue.Pending(t.wake) {
					t.wake = r.at(open, openEvent, endsPhase, 0, i)
				}
				break
			}
			w := t.queue.pop()
			t.held++
			r.workloads[w].job.slot = true
			r.beginJob(w)
		}
	}
}

func (r *run) beginJob(w int) {
	j := &r.workloads[w].job
	j.began = r.now
	if j.kind == deploymentJob {
		r.beginDeployment(w)
	}
	r.work(w, j.need)
}

// work lets a job go on for a stretch of working time, which stops and resumes
// with the team's hours.
func (r *run) work(w int, need int64) {
	j := &r.workloads[w].job
	end, ok := r.p.teams[j.team].hours.Advance(r.now, need)
	if !ok {
		return
	}
	r.at(end, jobEvent, endsPhase, r.p.workloads[w].rank, w)
}

// jobEnds is called when a stretch of work has been done.
func (r *run) jobEnds(w int) {
	j := &r.workloads[w].job
	if j.kind == stagingJob && !r.stagingDone(w) {
		return
	}
	r.release(w)
	if r.story != nil {
		r.story.worked(r, w)
	}
	kind := j.kind
	j.kind = noJob
	r.worked(w, kind)
}

// release gives a job's slot back.
func (r *run) release(w int) {
	j := &r.workloads[w].job
	if !j.slot {
		return
	}
	t := &r.teams[j.team]
	t.held--
	t.area += seconds(r.p.teams[j.team].hours.Measure(j.began, r.now))
	j.slot = false
	r.again = true
}
