package simulate

// Profile is a weekly pattern of load in the scenario's time zone, scaled so
// that its mean is 1. The zero value is flat.
type Profile struct {
	Name    string    // flat, office-hours or nightly-batch; empty with Factors
	Factors []float64 // 24 hourly factors, or 168 from Monday 00:00
}

// Window is a weekly period of wall-clock time.
type Window struct {
	Days Days  `json:"days,omitzero"` // on which it begins; default every day
	From Clock `json:"from"`          // inside
	To   Clock `json:"to"`            // outside; at or before From means the next day
}

// Days is a set of weekdays, bit 0 Monday. The zero value is every day. Its
// text is a comma list of days and ranges: mon-fri, fri-mon, "tue,thu".
type Days uint8

// The weekdays and the sets of them that have a use.
const (
	Monday Days = 1 << iota
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday

	Weekdays = Monday | Tuesday | Wednesday | Thursday | Friday
	Weekend  = Saturday | Sunday
	EveryDay = Weekdays | Weekend
)

// Clock is a wall-clock time in minutes after midnight, 0 to 1440. Its text is
// HH:MM, 00:00 to 24:00.
type Clock int

// ClockAt is a wall-clock time such as ClockAt(8, 30).
func ClockAt(hour, minute int) Clock { return Clock(60*hour + minute) }

// Hours says when a team works. The zero value is always.
type Hours struct {
	Name    string // always or office-hours; empty with Windows
	Windows []Window
}

// The names of profiles and hours.
const (
	FlatProfile    = "flat"          // factor 1
	OfficeHours    = "office-hours"  // a profile: Mon to Fri 08:00 to 18:00 factor 1, else 0.1; hours: Mon to Fri 09:00 to 17:00
	NightlyProfile = "nightly-batch" // 22:00 to 04:00 factor 1, else 0.1
	AlwaysHours    = "always"
)

// windows returns the weekly windows of the hours, nil for always.
func (h Hours) windows() []Window {
	if h.Name == OfficeHours {
		return []Window{{Days: Weekdays, From: ClockAt(9, 0), To: ClockAt(17, 0)}}
	}
	return h.Windows
}

// factors returns the 24 or 168 hourly factors of the profile, not yet scaled.
func (p Profile) factors() []float64 {
	const quiet = 0.1
	switch p.Name {
	case OfficeHours:
		week := hourly(168, quiet)
		for day := range 5 {
			for hour := 8; hour < 18; hour++ {
				week[24*day+hour] = 1
			}
		}
		return week
	case NightlyProfile:
		day := hourly(24, quiet)
		for _, hour := range []int{22, 23, 0, 1, 2, 3} {
			day[hour] = 1
		}
		return day
	}
	if len(p.Factors) > 0 {
		return p.Factors
	}
	return hourly(24, 1)
}

func hourly(n int, value float64) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = value
	}
	return list
}
