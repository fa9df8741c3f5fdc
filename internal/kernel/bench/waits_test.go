package bench

import "math"

// waits makes the waiting times of the hold model: exponential with a mean of
// 2^40 ns, 18 minutes, in steps that are filled up evenly. It costs next to
// nothing, and std/hold.cpp makes the same.
type waits struct {
	state uint64
	steps *[1024]int64
}

func newWaits() waits {
	var steps [1024]int64
	for i := range steps {
		steps[i] = int64(-math.Log((float64(i)+0.5)/1024) * (1 << 40))
	}
	return waits{1, &steps}
}

func (w *waits) next() int64 {
	w.state = w.state*6364136223846793005 + 1442695040888963407
	x := w.state >> 32
	return w.steps[x>>22] + int64(x&(1<<22-1))
}
