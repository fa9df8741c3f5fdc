package simulate

import (
	"encoding/json"
	"math"
)

// nullable is a number whose JSON form is null where it does not exist.
type nullable float64

// MarshalJSON writes NaN as null.
func (n nullable) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads null as NaN.
func (n *nullable) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = nullable(math.NaN())
		return nil
	}
	return json.Unmarshal(text, (*float64)(n))
}

type summaryJSON struct {
	Unit string   `json:"unit"`
	Mean nullable `json:"mean"`
	SE   nullable `json:"se"`
	P5   nullable `json:"p5"`
	P50  nullable `json:"p50"`
	P80  nullable `json:"p80"`
	P95  nullable `json:"p95"`
	Min  nullable `json:"min"`
	Max  nullable `json:"max"`
}

// absent is a number that a document does not have.
var absent = nullable(math.NaN())

// MarshalJSON writes all fields, NaN as null.
func (s Summary) MarshalJSON() ([]byte, error) {
	return json.Marshal(summaryJSON{
		s.Unit, nullable(s.Mean), nullable(s.SE), nullable(s.P5), nullable(s.P50),
		nullable(s.P80), nullable(s.P95), nullable(s.Min), nullable(s.Max),
	})
}

// UnmarshalJSON reads what MarshalJSON writes; null and absent numbers become
// NaN.
func (s *Summary) UnmarshalJSON(text []byte) error {
	in := summaryJSON{"", absent, absent, absent, absent, absent, absent, absent, absent}
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	*s = Summary{
		in.Unit, float64(in.Mean), float64(in.SE), float64(in.P5), float64(in.P50),
		float64(in.P80), float64(in.P95), float64(in.Min), float64(in.Max),
	}
	return nil
}

// The plain types have the fields of their namesakes without the methods; the
// outer field hides the embedded one of the same key.
type (
	plainPair     PairResult
	plainWorkload WorkloadResult
)

type pairJSON struct {
	*plainPair
	Difference nullable `json:"difference"`
	Low        nullable `json:"low"`
	High       nullable `json:"high"`
}

// MarshalJSON writes numbers that do not exist as null.
func (p PairResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(pairJSON{(*plainPair)(&p), nullable(p.Difference), nullable(p.Low), nullable(p.High)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *PairResult) UnmarshalJSON(text []byte) error {
	in := pairJSON{(*plainPair)(p), absent, absent, absent}
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	p.Difference, p.Low, p.High = float64(in.Difference), float64(in.Low), float64(in.High)
	return nil
}

type workloadJSON struct {
	*plainWorkload
	Criticality nullable `json:"criticality"`
}

// MarshalJSON writes a criticality that does not exist as null.
func (w WorkloadResult) MarshalJSON() ([]byte, error) {
	return json.Marshal(workloadJSON{(*plainWorkload)(&w), nullable(w.Criticality)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (w *WorkloadResult) UnmarshalJSON(text []byte) error {
	in := workloadJSON{(*plainWorkload)(w), absent}
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	w.Criticality = float64(in.Criticality)
	return nil
}
