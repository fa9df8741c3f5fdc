package simulate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// unsteady is an engine whose outcomes vary and sometimes do not finish.
func unsteady(s *Scenario) experiment {
	return fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(1e6) / 3
		o.Portfolio.LossBytes = l.around(1e9) * l.around(1)
		o.Links[1].P95 = l.around(1e9)
		o.Workloads[int(3*l.Float64())].Critical = true
		if o.Model == Flight && l.Float64() < 0.3 {
			stuckAt(o, "shop", NoSlot)
		}
	})
}

func document(t interface{ Fatal(...any) }, r *Result) []byte {
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestShardsMergeToTheResultOfOneRun(t *testing.T) {
	s := smallScenario().WithDefaults()
	s.Objectives = Objectives{LinkShare: ptr(Share(0.9)), LossWindow: ptr(Duration(60))}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 150).Draw(t, "replications")
		run := unsteady(s)
		r, err := run.compare(context.Background(), Options{Replications: n, Parallel: 2})
		if err != nil {
			t.Fatal(err)
		}
		want := document(t, r)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "luck"), 0))
		var shards []*Shard
		for from := 0; from < n; {
			to := min(n, from+1+random.IntN(50))
			d, err := run.runShard(context.Background(), s.Promotion.Models, true, Range{from, to}, Options{Parallel: 2})
			if err != nil {
				t.Fatal(err)
			}
			shards = append(shards, stored(t, d))
			from = to
		}
		random.Shuffle(len(shards), func(i, j int) { shards[i], shards[j] = shards[j], shards[i] })
		for len(shards) > 1 {
			if err := shards[0].Merge(shards[1]); err != nil {
				t.Fatal(err)
			}
			shards = slices.Delete(shards, 1, 2)
			random.Shuffle(len(shards), func(i, j int) { shards[i], shards[j] = shards[j], shards[i] })
		}
		r, err = shards[0].Result()
		if err != nil {
			t.Fatal(err)
		}
		if got := document(t, r); !bytes.Equal(got, want) {
			t.Errorf("merged:\n%s\nin one run:\n%s", got, want)
		}
	})
}

// stored is what a shard is after it was written and read.
func stored(t interface{ Fatal(...any) }, d *Shard) *Shard {
	form, err := d.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var read Shard
	if err := read.UnmarshalBinary(form); err != nil {
		t.Fatal(err)
	}
	return &read
}

func TestAResumedRunGivesTheSameResult(t *testing.T) {
	s := smallScenario().WithDefaults()
	run := unsteady(s)
	whole, err := run.compare(t.Context(), Options{Replications: 200})
	if err != nil {
		t.Fatal(err)
	}
	var saved *Shard
	for _, stop := range []int{30, 200, 420} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := run.compare(ctx, Options{Replications: 200, Parallel: 3, Resume: saved,
			Progress: func(done, _ int) {
				if done >= stop {
					cancel()
				}
			},
			Checkpoint: func(d *Shard, last bool) error {
				if last {
					saved = stored(t, d)
				}
				return nil
			},
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	computed := 0
	resumed, err := run.compare(t.Context(), Options{Replications: 200, Resume: saved, Progress: func(int, int) { computed++ }})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(document(t, whole), document(t, resumed)) {
		t.Error("an interrupted and resumed run gives something else")
	}
	if computed == 0 || computed > 60 {
		t.Errorf("%d replications were computed in the end, want the 60 that were missing at most", computed)
	}
}

func TestAFailedCheckpointEndsTheRun(t *testing.T) {
	full := errors.New("disk is full")
	_, err := unsteady(smallScenario()).compare(t.Context(), Options{
		Replications: 1000, Checkpoint: func(*Shard, bool) error { return full },
	})
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

func TestAFailedLastCheckpointInterruptsNothing(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	full := errors.New("disk full")
	r, err := run.compare(t.Context(), Options{Replications: 3, Checkpoint: func(_ *Shard, last bool) error {
		if last {
			return full
		}
		return nil
	}})
	if !errors.Is(err, full) || r == nil || r.Stopped != (Stopping{Reason: AllComputed, Wanted: 3}) {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestShardsThatDoNotBelongTogether(t *testing.T) {
	s := smallScenario().WithDefaults()
	run := unsteady(s)
	make := func(s *Scenario, models []ModelName, compared bool, r Range, seed uint64) *Shard {
		d, err := experiment{s, run.engine}.runShard(t.Context(), models, compared, r, Options{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	other := smallScenario().WithDefaults()
	other.Name = "other"
	changed := smallScenario().WithDefaults()
	changed.Objectives.Confidence = ptr(Share(0.7))
	all := s.Promotion.Models
	base := make(s, all, true, Range{0, 10}, 1)
	before := document(t, base.result(Stopping{}))
	for want, d := range map[string]*Shard{
		"seeds differ":     make(s, all, true, Range{10, 20}, 2),
		"models differ":    make(s, all[:2], true, Range{10, 20}, 1),
		"single model":     make(s, all, false, Range{10, 20}, 1),
		"scenarios differ": make(other, all, true, Range{10, 20}, 1),
		"both are named":   make(changed, all, true, Range{10, 20}, 1),
		"in both":          make(s, all, true, Range{9, 12}, 1),
	} {
		if err := base.Merge(d); !errors.Is(err, ErrShard) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", want, err)
		}
	}
	if !bytes.Equal(before, document(t, base.result(Stopping{}))) {
		t.Error("a refused shard has left something")
	}
	if err := base.Merge(make(s, all, true, Range{12, 14}, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := base.Result(); !errors.Is(err, ErrShard) || !strings.Contains(err.Error(), "10:12") {
		t.Errorf("a gap gives %v", err)
	}
}

func TestBadShards(t *testing.T) {
	s := smallScenario().WithDefaults()
	run := unsteady(s)
	for _, r := range []Range{{-1, 3}, {3, 3}, {5, 4}} {
		if _, err := run.runShard(t.Context(), s.Promotion.Models, true, r, Options{}); !errors.Is(err, ErrShard) {
			t.Errorf("%v: %v", r, err)
		}
	}
	d, err := run.runShard(t.Context(), s.Promotion.Models, true, Range{0, 20}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	form, err := d.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var zero Shard
	if _, err := zero.MarshalBinary(); !errors.Is(err, ErrShard) {
		t.Errorf("the zero value is written: %v", err)
	}
	if err := zero.Merge(d); !errors.Is(err, ErrShard) {
		t.Errorf("the zero value is merged: %v", err)
	}
	if err := d.Merge(nil); !errors.Is(err, ErrShard) {
		t.Errorf("no shard is merged: %v", err)
	}
	changed := slices.Clone(form)
	changed[len(changed)/2] ^= 1
	for name, bad := range map[string][]byte{
		"nothing": nil, "text": []byte("hello"), "cut": form[:len(form)-1], "changed": changed, "head only": form[:len(shardMagic)+3],
	} {
		var read Shard
		if err := read.UnmarshalBinary(bad); !errors.Is(err, ErrShard) || read.shape != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := run.compare(t.Context(), Options{Replications: 10, Resume: d}); !errors.Is(err, ErrShard) {
		t.Errorf("a checkpoint of more than is wanted: %v", err)
	}
}

func TestRangesAreSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s ranges
		want := map[int]bool{}
		for range rapid.IntRange(0, 20).Draw(t, "n") {
			from := rapid.IntRange(0, 30).Draw(t, "from")
			r := Range{from, from + rapid.IntRange(0, 4).Draw(t, "length")}
			apart := true
			for i := r.From; i < r.To; i++ {
				apart = apart && !want[i]
			}
			next, ok := s.with(r)
			if ok != apart {
				t.Fatalf("%v with %v: %v", s, r, ok)
			}
			if s = next; ok {
				for i := r.From; i < r.To; i++ {
					want[i] = true
				}
			}
		}
		if s.count() != len(want) {
			t.Errorf("%v has %d, want %d", s, s.count(), len(want))
		}
		for i := range s.count() {
			if !want[s.at(i)] {
				t.Errorf("%v: place %d is %d", s, i, s.at(i))
			}
		}
		missing := s.missing(Range{3, 20})
		if missing.count()+membersOf(want, 3, 20) != 17 {
			t.Errorf("%v lacks %v of 3:20", s, missing)
		}
		for i := 1; i < len(s); i++ {
			if s[i-1].To >= s[i].From {
				t.Errorf("%v: no gap", s)
			}
		}
	})
}

func membersOf(set map[int]bool, from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		if set[i] {
			n++
		}
	}
	return n
}

func FuzzShard(f *testing.F) {
	s := smallScenario().WithDefaults()
	d, err := unsteady(s).runShard(f.Context(), s.Promotion.Models, true, Range{0, 20}, Options{})
	if err != nil {
		f.Fatal(err)
	}
	form, err := d.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(form)
	f.Add([]byte(shardMagic))
	f.Fuzz(func(t *testing.T, form []byte) {
		var read Shard
		if read.UnmarshalBinary(sealed(form)) != nil {
			return
		}
		if r, err := read.Result(); err == nil {
			document(t, r)
		}
		if err := stored(t, &read).Merge(&read); err == nil && len(read.done) > 0 {
			t.Error("a shard was merged with itself")
		}
	})
}

// sealed makes the checksum right, so that what is behind it is looked at.
func sealed(form []byte) []byte {
	rest, ok := bytes.CutPrefix(form, []byte(shardMagic))
	if !ok || len(rest) < 8 {
		return form
	}
	return seal(rest[8:])
}
