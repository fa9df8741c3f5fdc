package simulate

// prefixed lists units of a base with the decimal prefixes, large before
// small, per so many seconds.
func prefixed(base, kilo string, seconds uint64) []unit {
	return []unit{
		{"P" + base, 1e15, seconds}, {"T" + base, 1e12, seconds}, {"G" + base, 1e9, seconds},
		{"M" + base, 1e6, seconds}, {kilo + base, 1e3, seconds}, {base, 1, seconds},
	}
}

// sized lists the units of bytes with a suffix, per so many seconds.
func sized(suffix string, seconds uint64) []unit {
	list := append([]unit{{"EB" + suffix, 1e18, seconds}}, prefixed("B"+suffix, "k", seconds)...)
	for i, prefix := range []string{"Ei", "Pi", "Ti", "Gi", "Mi", "Ki"} {
		list = append(list, unit{prefix + "B" + suffix, 1 << (60 - 10*i), seconds})
	}
	return list
}

var byteScale = &scale{
	what: "a size", example: "120GB", base: "B", limit: byteLimit, bound: "below 10^21 bytes",
	units: sized("", 1), aliases: []unit{{"KB", 1e3, 1}},
}

var bitRateScale = &scale{
	what: "a network rate", example: "400Mbps", base: "bps", limit: rateLimit, bound: "below 10^21 bits per second",
	units: prefixed("bps", "k", 1), aliases: []unit{{"Kbps", 1e3, 1}},
}

var byteRateScale = &scale{
	what: "a write rate", example: "2MB/s", base: "B/s", limit: rateLimit, bound: "below 10^21 bytes per second",
	units: rates(), aliases: []unit{{"KB/s", 1e3, 1}, {"KB/min", 1e3, 60}, {"KB/h", 1e3, 3600}, {"KB/d", 1e3, 86400}},
}

func rates() []unit {
	var list []unit
	for _, per := range []unit{{"/s", 1, 1}, {"/h", 3600, 1}, {"/d", 86400, 1}, {"/min", 60, 1}} {
		list = append(list, sized(per.name, per.num)...)
	}
	return list
}

var durationScale = &scale{
	what: "a duration", example: "2h30m", base: "s", limit: durationLimit, bound: "below 1000 years",
	units: []unit{
		{"w", 7 * 86400, 1}, {"d", 86400, 1}, {"h", 3600, 1}, {"m", 60, 1}, {"s", 1, 1},
		{"ms", 1, 1e3}, {"us", 1, 1e6}, {"ns", 1, 1e9},
	},
	aliases: []unit{{"µs", 1, 1e6}, {"μs", 1, 1e6}},
}

// wholeParts are the units of durationScale that sums are written in.
var wholeParts = durationScale.units[:5]

var shareScale = &scale{
	what: "a share", example: "25%", usual: true, limit: 1.0000000000000002, bound: "at most 100%: write 25% or 0.25",
	units: []unit{{"%", 1, 100}}, aliases: []unit{{"", 1, 1}},
}
