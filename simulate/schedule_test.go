package simulate

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

func TestDays(t *testing.T) {
	for text, want := range map[string]Days{
		"mon": Monday, "mon-fri": Weekdays, "sat-sun": Weekend, "sat,sun": Weekend, "mon-sun": EveryDay, "tue-mon": EveryDay,
		"fri-mon": Friday | Weekend | Monday, "mon, wed,fri-sun": Monday | Wednesday | Friday | Weekend, "Tue,THU": Tuesday | Thursday,
	} {
		got, err := ParseDays(text)
		if err != nil || got != want {
			t.Errorf("%q: got %v, %v; want %v", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"":           `"" is not a set of days; write days such as mon-fri, sat or mon,wed,fri`,
		"mon-":       `"mon-" is not a set of days; write days such as mon-fri, sat or mon,wed,fri`,
		"monday":     `"monday" is not a set of days; did you mean mon for "monday"? Write days such as mon-fri, sat or mon,wed,fri`,
		"mon-fri-su": `"mon-fri-su" is not a set of days; did you mean fri for "fri-su"? Write days such as mon-fri, sat or mon,wed,fri`,
		"weekdays":   `"weekdays" is not a set of days; did you mean wed for "weekdays"? Write days such as mon-fri, sat or mon,wed,fri`,
	} {
		if _, err := ParseDays(text); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

// All 127 sets of days read as what is written, and the usual ones look usual.
func TestDaysRoundTrip(t *testing.T) {
	for d := Days(1); d <= EveryDay; d++ {
		if back, err := ParseDays(d.String()); err != nil || back != d {
			t.Errorf("%07b wrote %s, which reads as %07b, %v", d, d, back, err)
		}
	}
	for d, want := range map[Days]string{0: "mon-sun", Weekdays: "mon-fri", Weekend: "sat,sun", Weekend | Monday: "sat-mon", Tuesday | Thursday: "tue,thu"} {
		if got := d.String(); got != want {
			t.Errorf("%07b: got %s, want %s", d, got, want)
		}
	}
}

func TestClock(t *testing.T) {
	for c := Clock(0); c <= ClockAt(24, 0); c++ {
		if back, err := ParseClock(c.String()); err != nil || back != c {
			t.Fatalf("%d wrote %s, which reads as %d, %v", c, c, back, err)
		}
	}
	if c, err := ParseClock("8:05"); err != nil || c != ClockAt(8, 5) {
		t.Errorf("got %v, %v", c, err)
	}
	for _, text := range []string{"", "8", "08:60", "24:01", "25:00", "8:5", "-1:00", "+8:00", "08:00:00", "008:00", "aa:bb"} {
		if c, err := ParseClock(text); !errors.Is(err, ErrScenario) {
			t.Errorf("%q was read as %v, %v", text, c, err)
		}
	}
}

func TestProfileFactors(t *testing.T) {
	sum := func(list []float64) (s float64) {
		for _, f := range list {
			s += f
		}
		return s
	}
	for _, c := range []struct {
		p    Profile
		n    int
		want float64
	}{
		{Profile{}, 24, 24},
		{Profile{Name: FlatProfile}, 24, 24},
		{Profile{Name: OfficeHours}, 168, 50 + 11.8},
		{Profile{Name: NightlyProfile}, 24, 6 + 1.8},
		{Profile{Factors: []float64{1, 2}}, 2, 3},
	} {
		got := c.p.factors()
		if len(got) != c.n || !near(sum(got), c.want, 1e-12) {
			t.Errorf("%v: %d factors with sum %v", c.p, len(got), sum(got))
		}
	}
	if week := (Profile{Name: OfficeHours}).factors(); week[8] != 1 || week[7] != 0.1 || week[4*24+17] != 1 || week[4*24+18] != 0.1 || week[5*24+12] != 0.1 {
		t.Errorf("office hours: %v", week)
	}
}

func TestScheduleProblems(t *testing.T) {
	for _, c := range []struct {
		v    checker
		want string
	}{
		{Profile{Name: "ofice-hours"}, `unknown profile "ofice-hours"; did you mean office-hours?`},
		{Profile{Factors: []float64{}}, `is empty; a profile is a name, 24 hourly factors, or 168 from Monday 00:00`},
		{Profile{Factors: make([]float64, 25)}, `has 25 factors; a profile is a name, 24 hourly factors, or 168 from Monday 00:00`},
		{Profile{Factors: make([]float64, 168)}, `is zero at every hour; at least one factor above 0`},
		{Profile{Name: "flat", Factors: make([]float64, 24)}, `has a name and factors; a profile is a name, 24 hourly factors, or 168 from Monday 00:00`},
		{Profile{Factors: append(make([]float64, 23), -1)}, `[23]: -1 is negative; a number not below 0`},
		{Hours{Name: "nights"}, `unknown hours "nights"; one of always, office-hours`},
		{Hours{Windows: []Window{}}, `is empty; a team works in at least one window; leave hours out for always`},
		{Hours{Name: "always", Windows: []Window{{}}}, `has a name and windows; hours are always, office-hours or a list of windows`},
		{Window{From: ClockAt(24, 0), To: 60}, `from: "24:00" is not the beginning of a window; write "00:00" to "23:59"; only to can be "24:00"`},
		{Window{To: 1441}, `to: "24:01" is not a time of day; times run from "00:00" to "24:00"`},
		{Days(0x80), `0x80 is not a set of days; bits 0 (Monday) to 6 (Sunday)`},
	} {
		problems := c.v.check()
		if len(problems) != 1 || problems[0].Error() != c.want {
			t.Errorf("%v:\n got %v\nwant %s", c.v, problems, c.want)
		}
	}
	for _, v := range []checker{Profile{}, Profile{Name: OfficeHours}, Profile{Factors: hourly(168, 2)}, Hours{}, Hours{Name: AlwaysHours}, Window{From: 60, To: 60}, Window{To: 1440}, Weekend} {
		if problems := v.check(); problems != nil {
			t.Errorf("%v: %v", v, problems)
		}
	}
}

func TestScheduleJSON(t *testing.T) {
	type schedule struct {
		Profile  Profile
		Hours    Hours
		Throttle Throttle
	}
	for _, c := range []struct {
		text string
		want schedule
	}{
		{`{"Profile":"flat","Hours":"always","Throttle":{"from":"00:00","to":"00:00","limit":"0bps"}}`,
			schedule{Profile{Name: FlatProfile}, Hours{Name: AlwaysHours}, Throttle{}}},
		{`{"Profile":[1,2.5],"Hours":[{"days":"mon","from":"08:00","to":"24:00"}],"Throttle":{"days":"sat,sun","from":"22:00","to":"06:00","limit":"1Mbps"}}`,
			schedule{Profile{Factors: []float64{1, 2.5}}, Hours{Windows: []Window{{Monday, ClockAt(8, 0), ClockAt(24, 0)}}}, Throttle{Window{Weekend, ClockAt(22, 0), ClockAt(6, 0)}, Mbps}}},
	} {
		var got schedule
		if err := json.Unmarshal([]byte(c.text), &got); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, %v", c.text, got, err)
		}
		if data, err := json.Marshal(c.want); err != nil || string(data) != c.text {
			t.Errorf("wrote %s, %v\nwant  %s", data, err, c.text)
		}
	}
}
