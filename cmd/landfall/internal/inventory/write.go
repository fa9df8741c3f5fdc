package inventory

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// WriteScenario writes a scenario as a YAML file that a planner goes on
// editing. It writes what an inventory knows: the name, links and sites, and a
// portfolio with sizes and rates that do not vary. A scenario that says more
// is refused.
func WriteScenario(w io.Writer, s *simulate.Scenario, n Notes) error {
	if !reflect.DeepEqual(s, known(s)) {
		return &Error{Problem: "the scenario says more than an inventory does", Expected: "name, links, sites, and a portfolio of constant sizes and rates"}
	}
	out := bufio.NewWriter(w)
	y := yamlWriter{out, n}
	y.comment("", n.Head)
	fmt.Fprintf(out, "landfall: %d\nname: %s\n\nnetwork:\n  links:\n", s.Landfall, scalar(s.Name))
	for _, l := range s.Network.Links {
		y.line("    - {name: "+scalar(l.Name)+", capacity: "+bitText(*l.Capacity)+"}", n.Link)
	}
	fmt.Fprintln(out, "sites:")
	for _, site := range s.Sites {
		route := make([]string, len(site.Route))
		for i, l := range site.Route {
			route[i] = scalar(l)
		}
		y.line("  - {name: "+scalar(site.Name)+", route: ["+strings.Join(route, ", ")+"]}", "")
	}
	fmt.Fprintln(out)
	y.comment("", n.Rest)
	fmt.Fprintln(out, "\nportfolio:")
	for _, sub := range s.Portfolio {
		y.line("  - subscription: "+scalar(sub.Name), "")
		y.line("    workloads:", "")
		for _, load := range sub.Workloads {
			y.workload(load)
		}
	}
	return out.Flush()
}

// known is the part of a scenario that is written.
func known(s *simulate.Scenario) *simulate.Scenario {
	k := &simulate.Scenario{Landfall: s.Landfall, Name: s.Name, Sites: s.Sites}
	for _, l := range s.Network.Links {
		k.Network.Links = append(k.Network.Links, simulate.Link{Name: l.Name, Capacity: l.Capacity})
	}
	for _, sub := range s.Portfolio {
		kept := simulate.Subscription{Name: sub.Name}
		for _, load := range sub.Workloads {
			w := simulate.Workload{Name: load.Name}
			for _, a := range load.Assets {
				w.Assets = append(w.Assets, simulate.Asset{
					Name: a.Name, Site: a.Site, Used: constant(a.Used), Churn: constant(a.Churn), Stateful: a.Stateful,
				})
			}
			kept.Workloads = append(kept.Workloads, w)
		}
		k.Portfolio = append(k.Portfolio, kept)
	}
	return k
}

// constant is d if it does not vary.
func constant[T simulate.Quantity](d *simulate.Dist[T]) *simulate.Dist[T] {
	if d != nil && d.Shape == simulate.Constant && len(d.Params) == 1 {
		return d
	}
	return nil
}

// yamlWriter writes lines with comments.
type yamlWriter struct {
	out   *bufio.Writer
	notes Notes
}

// workload writes a workload: on one line where it has one asset.
func (y yamlWriter) workload(load simulate.Workload) {
	if len(load.Assets) == 1 {
		a := load.Assets[0]
		y.line("      - {name: "+scalar(load.Name)+", assets: ["+flow(a)+"]}", y.notes.Assets[a.Name])
		return
	}
	y.line("      - name: "+scalar(load.Name), "")
	y.line("        assets:", "")
	for _, a := range load.Assets {
		y.line("          - "+flow(a), y.notes.Assets[a.Name])
	}
}

// flow is an asset in flow style.
func flow(a simulate.Asset) string {
	s := "{name: " + scalar(a.Name)
	if a.Site != "" {
		s += ", site: " + scalar(a.Site)
	}
	if a.Used != nil {
		s += ", used: " + sizeText(a.Used.Params[0])
	}
	if a.Churn != nil {
		s += ", churn: " + rateText(a.Churn.Params[0])
	}
	if a.Stateful {
		s += ", stateful: true"
	}
	return s + "}"
}

// line writes a line, with a comment behind it if there is one.
func (y yamlWriter) line(s, comment string) {
	if comment != "" {
		s += "  # " + clean(comment)
	}
	fmt.Fprintln(y.out, s)
}

// comment writes lines of comments.
func (y yamlWriter) comment(indent string, lines []string) {
	for _, l := range lines {
		l = strings.Map(oneLine, l)
		fmt.Fprintln(y.out, strings.TrimRight(indent+"# "+l, " "))
	}
}

// oneLine keeps a comment on its line.
func oneLine(r rune) rune {
	if r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' {
		return ' '
	}
	return r
}

// plain are the names that YAML takes for strings without quotes, everywhere.
var plain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./()+-]+)*$`)

// scalar writes a string so that YAML reads the same string.
func scalar(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return strconv.Quote(s)
	}
	if plain.MatchString(s) {
		return s
	}
	return strconv.Quote(s)
}
