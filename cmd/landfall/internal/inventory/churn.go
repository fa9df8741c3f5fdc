package inventory

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// Churn is an assumed write rate: a share of the used bytes or an absolute
// rate. The zero value is 5 % of the used bytes a day.
type Churn struct {
	Share float64           // of the used bytes a second
	Rate  simulate.ByteRate // where Share is 0
}

// day is the seconds of a day.
const day = 86400

// defaultChurn is a guess, and the report says so; it rests on no measurement.
var defaultChurn = Churn{Share: 0.05 / day}

// ParseChurn reads "5%/d" (of the used bytes) or "2GB/d". Time units are s, m,
// h, d and w; a rate of 0 is refused, since machines that never write make
// every plan look good.
func ParseChurn(s string) (Churn, error) {
	var c Churn
	text := strings.TrimSpace(s)
	amount, per, _ := strings.Cut(text, "/")
	var err error
	if strings.HasSuffix(strings.TrimSpace(amount), "%") {
		c.Share, err = shareRate(strings.TrimSpace(amount), strings.TrimSpace(per))
	} else {
		c.Rate, err = simulate.ParseByteRate(text)
	}
	if err != nil || c.Share <= 0 && c.Rate <= 0 {
		return Churn{}, &Error{
			Problem:  fmt.Sprintf("%q is no write rate", s),
			Expected: "a share of the used bytes such as 5%/d, or a rate such as 2GB/d, above 0", Cause: err,
		}
	}
	return c, nil
}

// mostPercent is a share that no machine can write in any unit of time.
const mostPercent = 1e6

// shareRate is a share a unit of time, by the second.
func shareRate(amount, unit string) (float64, error) {
	percent, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(amount, "%")), 64)
	switch {
	case err != nil:
		return 0, err
	case !(percent >= 0 && percent <= mostPercent):
		return 0, fmt.Errorf("%v %% is not between 0 and %v %%", percent, mostPercent)
	}
	per, err := simulate.ParseDuration("1" + unit)
	if err != nil {
		return 0, err
	}
	return percent / 100 / float64(per), nil
}

// of is the assumed write rate of a machine that uses so much.
func (c Churn) of(used simulate.Bytes) simulate.ByteRate {
	c = c.orDefault()
	if c.Share > 0 {
		return simulate.ByteRate(c.Share * float64(used))
	}
	return c.Rate
}

// orDefault is c, or the default where c is the zero value.
func (c Churn) orDefault() Churn {
	if c.Share == 0 && c.Rate == 0 {
		return defaultChurn
	}
	return c
}

// words says the rate in a sentence.
func (c Churn) words() string {
	c = c.orDefault()
	if c.Share > 0 {
		return decimal(c.Share*day*100) + " % of used bytes a day"
	}
	return rateText(c.Rate)
}
