package backlog

import "sort"

// queue gives the lowest rank first; it is a container/heap.
type queue struct{ ranks sort.IntSlice }

func (q queue) Len() int           { return len(q.ranks) }
func (q queue) Less(i, j int) bool { return q.ranks.Less(i, j) }
func (q queue) Swap(i, j int)      { q.ranks.Swap(i, j) }
func (q *queue) Push(rank any)     { q.ranks = append(q.ranks, rank.(int)) }

func (q *queue) Pop() any {
	last := len(q.ranks) - 1
	rank := q.ranks[last]
	q.ranks = q.ranks[:last]
	return rank
}
