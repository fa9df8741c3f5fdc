// Package calendar turns wall-clock rules into tables over simulated time.
//
// A scenario says "Monday to Friday 08:00 to 18:00" and "the hourly load of a
// week"; a simulation counts nanoseconds since its start. A [Clock] knows the
// start, the time zone and the horizon, and compiles such rules, once, into two
// kinds of table: [Steps], a number that is constant between changes, and
// [Spans], a set of moments. Both answer every question in O(log n) and never
// look at a time zone again.
//
// All moments are int64 nanoseconds since the start, all tables cover
// [0, horizon). What a rule means where clocks change:
//
//   - A wall-clock time of a window that a change skips moves to the end of the
//     change; of one that occurs twice the first holds. In both cases it is the
//     first moment at which the zone's clocks show that time or a later one.
//   - A window belongs to the day on which it begins, even if the clocks skip
//     that day; the part of a window before the start is cut off.
//   - A profile value holds while the zone's clocks show its hour. An hour that
//     occurs twice has its value twice, one that is skipped has none.
//
// The package decides nothing else: it knows no teams, links or promotions, and
// reads no clock. Time zone data come with the [time.Location] of the caller.
package calendar
