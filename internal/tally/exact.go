package tally

import (
	"math"
	"math/big"
)

// Exact is the exact sum of finite float64 numbers. No order of adding or
// merging changes it, so that many processes can share the work and agree to
// the last bit. The zero value is 0. It is a number in base 2^32 whose digits
// may be negative and have carries pending (Kulisch's long accumulator, kept as
// long as the numbers need it).
type Exact struct {
	digits []int64
	low    int // digits[i] counts units of 2^(32·(low+i) − 1074)
	adds   int // since carries were propagated last
}

const (
	digitBits = 32
	digitMask = 1<<digitBits - 1
	// mostAdds is how many numbers of at most 2^32 a digit can take.
	mostAdds = 1 << 30
	// unitBits is the exponent of the smallest float64, 2^-1074.
	unitBits = 1074
)

// Add adds a finite number; to add another is a broken invariant of the
// caller and panics.
func (e *Exact) Add(x float64) {
	bits := math.Float64bits(x)
	exponent, mantissa := int(bits>>52&0x7ff), bits&(1<<52-1)
	switch exponent {
	case 0x7ff:
		panic("tally: a sum of numbers that are not finite")
	case 0:
		if mantissa == 0 {
			return
		}
		exponent = 1
	default:
		mantissa |= 1 << 52
	}
	digit, shift := (exponent-1)/digitBits, uint((exponent-1)%digitBits)
	e.reach(digit, digit+3)
	low := mantissa << shift
	d := e.digits[digit-e.low : digit-e.low+3]
	if bits>>63 == 0 {
		d[0] += int64(low & digitMask)
		d[1] += int64(low >> digitBits)
		d[2] += int64(mantissa >> (64 - shift))
	} else {
		d[0] -= int64(low & digitMask)
		d[1] -= int64(low >> digitBits)
		d[2] -= int64(mantissa >> (64 - shift))
	}
	if e.adds++; e.adds >= mostAdds {
		e.carry()
	}
}

// AddSquare adds the square of a number of magnitude below 1e150, exactly but
// for what is below the smallest float64.
func (e *Exact) AddSquare(x float64) {
	square := x * x
	e.Add(square)
	e.Add(math.FMA(x, x, -square))
}

// Merge adds another sum.
func (e *Exact) Merge(other *Exact) {
	if len(other.digits) == 0 {
		return
	}
	if e.adds += other.adds + 1; e.adds >= mostAdds {
		e.carry()
	}
	e.reach(other.low, other.low+len(other.digits))
	for i, d := range other.digits {
		e.digits[other.low-e.low+i] += d
	}
}

// Value is the sum, rounded to the nearest float64.
func (e *Exact) Value() float64 { return e.over(1) }

// over is the sum divided by a count, as the nearest float64.
func (e *Exact) over(n int) float64 {
	if len(e.digits) == 0 {
		return 0
	}
	return quotient(e.integer(), big.NewInt(int64(n)), e.exponent())
}

// reach makes room for digits from one place up to another.
func (e *Exact) reach(from, to int) {
	if len(e.digits) == 0 {
		e.low = from
	}
	if from < e.low {
		longer := make([]int64, len(e.digits)+e.low-from)
		copy(longer[e.low-from:], e.digits)
		e.digits, e.low = longer, from
	}
	for e.low+len(e.digits) < to {
		e.digits = append(e.digits, 0)
	}
}

// carry brings every digit but the last into [0, 2^32) and cuts off zeros at
// both ends, so that equal sums have equal digits.
func (e *Exact) carry() {
	carried := int64(0)
	for i, d := range e.digits {
		d += carried
		carried = d >> digitBits
		e.digits[i] = d & digitMask
	}
	for ; carried != 0 && carried != -1; carried >>= digitBits {
		e.digits = append(e.digits, carried&digitMask)
	}
	if carried < 0 {
		e.digits = append(e.digits, -1)
	}
	e.trim()
	e.adds = 0
}

func (e *Exact) trim() {
	last := len(e.digits)
	for last > 1 && e.digits[last-1] == -1 && e.digits[last-2] != 0 {
		e.digits[last-2] -= 1 << digitBits
		last--
	}
	for last > 0 && e.digits[last-1] == 0 {
		last--
	}
	first := 0
	for first < last && e.digits[first] == 0 {
		first++
	}
	e.digits, e.low = e.digits[first:last], e.low+first
	if len(e.digits) == 0 {
		e.low = 0
	}
}

// integer is the sum in units of 2^exponent.
func (e *Exact) integer() *big.Int {
	sum := new(big.Int)
	for i := len(e.digits) - 1; i >= 0; i-- {
		sum.Lsh(sum, digitBits)
		sum.Add(sum, big.NewInt(e.digits[i]))
	}
	return sum
}

func (e *Exact) exponent() int { return digitBits*e.low - unitBits }

// quotient is a·2^exponent / b, rounded to the nearest float64.
func quotient(a, b *big.Int, exponent int) float64 {
	precision := uint(max(a.BitLen(), b.BitLen()) + 128)
	x := new(big.Float).SetPrec(precision).SetInt(a)
	x.Quo(x, new(big.Float).SetPrec(precision).SetInt(b))
	value, _ := x.SetMantExp(x, exponent).Float64()
	return value
}
