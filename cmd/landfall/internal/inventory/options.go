package inventory

import (
	"regexp"

	"github.com/landfall-sim/landfall/simulate"
)

// Options say what to leave out, what to assume and how to group. The zero
// value is a good start.
type Options struct {
	Name         string           // of the scenario; default the file's name
	PoweredOn    bool             // leave out machines that are not powered on
	Churn        Churn            // write rate of machines whose source has none; default 5 % of the used bytes a day
	Used         simulate.Bytes   // of machines whose source has no size; default: they are skipped
	LinkName     string           // one link for all sites; default one a site
	LinkCapacity simulate.BitRate // of each link; default 1 Gbps
	Site         string           // what a site is: a [Grouping] word or a column; default datacenter where there are several
	Workload     string           // what a workload is, likewise; default chosen by what the source has
	Subscription string           // what a subscription is, likewise; default one for all
	Stateful     *regexp.Regexp   // machines whose name or operating system matches are stateful; default none
}

// defaultLink is the capacity of a link where none is given.
const defaultLink simulate.BitRate = 1e9
