package stream

import "testing"

// BenchmarkNew makes a stream of its name and draws once.
func BenchmarkNew(b *testing.B) {
	purpose, entity := PurposeOf("fix"), EntityOf("workload", "web-shop")
	for i := 0; b.Loop(); i++ {
		s := New(1, i, purpose, entity)
		s.Uniform()
	}
}

func BenchmarkUniform(b *testing.B) {
	s := New(1, 2, 3, 4)
	for b.Loop() {
		s.Uniform()
	}
}

// BenchmarkReplication draws for 1,000 entities and five purposes once each. One
// operation is a whole replication, 5,000 draws.
func BenchmarkReplication(b *testing.B) {
	purposes, entities := study()
	b.Run("table", func(b *testing.B) {
		table := NewTable(purposes, entities)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			table.Reset(1, i, false)
			for e := range entities {
				for p := range 5 {
					table.At(p, e).Uniform()
				}
			}
		}
	})
	b.Run("map", func(b *testing.B) {
		type name struct {
			purpose Purpose
			entity  uint64
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			streams := map[name]*Stream{}
			for _, e := range entities {
				for _, p := range purposes[:5] {
					s, ok := streams[name{p, e}]
					if !ok {
						s = new(New(1, i, p, e))
						streams[name{p, e}] = s
					}
					s.Uniform()
				}
			}
		}
	})
}
