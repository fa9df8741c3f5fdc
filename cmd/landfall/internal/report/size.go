package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/landfall-sim/landfall/simulate"
)

// SizePage is what a plan needs, with what is needed to tell it.
type SizePage struct {
	Scenario *simulate.Scenario // with its defaults
	Sizing   *simulate.Sizing
	File     string // the scenario's, as the user named it
	Color    bool   // emphasize with terminal codes too
}

// JSON writes the sizing on one line.
func (p *SizePage) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(p.Sizing)
}

// Text writes the sizing for a reader: a column for each model, then why there
// is no answer where there is none.
func (p *SizePage) Text(w io.Writer) error {
	var b bytes.Buffer
	p.head(&b)
	g := &grid{left: 1, color: p.Color}
	line := words("")
	for _, m := range p.Sizing.Models {
		line = append(line, cell{text: string(m.Model), bold: true})
	}
	g.add(line...)
	p.uplinks(g)
	p.starts(g)
	p.wips(g)
	g.write(&b)
	b.WriteByte('\n')
	p.held(&b)
	p.remarks(&b)
	if isNamed(p.File) {
		fmt.Fprintf(&b, "\nNext: landfall compare %s\n", shellWord(p.File))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (p *SizePage) head(b *bytes.Buffer) {
	parts := []string{fmt.Sprintf("%s per simulation, seed %d", counted(p.Sizing.Replications, "replication"), p.Sizing.Seed)}
	if p.Sizing.Scenario != "" {
		parts = append([]string{p.Sizing.Scenario}, parts...)
	}
	paragraph(b, "", strings.Join(parts, " · "))
	b.WriteByte('\n')
}

// share is the wanted confidence.
func (p *SizePage) share() string { return percent(p.Sizing.Confidence) }

// row appends a line with a cell for each model.
func (p *SizePage) row(g *grid, label string, text func(m *simulate.ModelSizing) string) {
	line := words("  " + label)
	for i := range p.Sizing.Models {
		line = append(line, cell{text: text(&p.Sizing.Models[i])})
	}
	g.add(line...)
}

const none = "none"

func (p *SizePage) uplinks(g *grid) {
	g.title(fmt.Sprintf("LEAST UPLINK  that %s in %s of the replications", p.aim(), p.share()))
	for i, l := range p.Scenario.Network.Links {
		now := p.Sizing.Models[0].Uplinks[i].Current
		p.row(g, fmt.Sprintf("%s, now %s", l.Name, rate(now)), func(m *simulate.ModelSizing) string {
			if least := m.Uplinks[i].Least; least != nil {
				return bottom(m.Uplinks[i].Search) + rate(*least) + doubt(m.Uplinks[i].Search)
			}
			return none
		})
	}
}

// aim is what an uplink is asked for.
func (p *SizePage) aim() string {
	if o := p.Scenario.Objectives; o.Finish == nil && o.LossWindow == nil && o.Downtime == nil && o.RPO == nil && o.LinkShare == nil {
		return "finishes by the horizon"
	}
	return "meets the objectives"
}

// bottom marks answers below which nothing has been tried.
func bottom(s simulate.Search) string {
	if s.Answer != nil && s.Next == nil {
		return "≤ "
	}
	return ""
}

// doubt marks answers that other candidates contradict.
func doubt(s simulate.Search) string {
	if s.Monotone {
		return ""
	}
	return " ?"
}

func (p *SizePage) starts(g *grid) {
	finish := p.Scenario.Objectives.Finish
	if finish == nil {
		return
	}
	layout := "2 Jan 2006"
	if slices.ContainsFunc(p.Sizing.Models, func(m simulate.ModelSizing) bool { return m.LatestStart.Step < secondsPerDay }) {
		layout = "2 Jan 15:04"
	}
	c := calendar{start: *p.Scenario.Start, zone: p.zone(), layout: layout}
	g.title("LATEST START  that still ends by " + c.text(float64(finish.Since(*p.Scenario.Start))))
	p.row(g, "now "+c.text(0), func(m *simulate.ModelSizing) string {
		if m.LatestStart.Answer == nil {
			return none
		}
		return c.text(m.LatestStart.Answer.Value) + doubt(m.LatestStart.Search)
	})
}

func (p *SizePage) wips(g *grid) {
	g.title("WORK IN PROGRESS  that ends first")
	label := "workloads, now without limit"
	if now := p.Sizing.Models[0].WIP.Current; now != nil {
		label = fmt.Sprintf("workloads, now %d", *now)
	}
	p.row(g, label, func(m *simulate.ModelSizing) string {
		if m.WIP.Best == nil {
			return none
		}
		return thousands(*m.WIP.Best)
	})
	var moments []float64
	end := func(probe *simulate.Probe) float64 {
		if probe == nil || probe.Finish == nil {
			return math.NaN()
		}
		return *probe.Finish
	}
	for _, m := range p.Sizing.Models {
		moments = append(moments, end(m.WIP.Answer), end(&m.Current))
	}
	c := newCalendar(*p.Scenario.Start, p.zone(), moments)
	p.row(g, fmt.Sprintf("then all promoted, %s", p.share()), func(m *simulate.ModelSizing) string { return c.text(end(m.WIP.Answer)) })
	p.row(g, "as it is now", func(m *simulate.ModelSizing) string { return c.text(end(&m.Current)) })
}

func (p *SizePage) zone() *time.Location { return (&Page{Scenario: p.Scenario}).zone() }

// held tells how many assets each link keeps in sync at once.
func (p *SizePage) held(b *bytes.Buffer) {
	g := &grid{left: 1, color: p.Color}
	header(g, "KEPT IN SYNC AT ONCE", "offered", "written", "assets", "any", "most", "held back by")
	for _, h := range p.Sizing.Held {
		r := newRuler("bit/s", []float64{h.Offer, h.Writes})
		by := h.Limited
		if by == "" {
			by = "nothing"
		}
		g.add(words("  "+h.Link, r.text(h.Offer), r.text(h.Writes), thousands(h.Assets), thousands(h.Any), thousands(h.Most), by)...)
	}
	g.write(b)
	paragraph(b, "", "Means, without a simulation. offered: to migration; written: by all assets; any: whichever assets they are; most: those that write least.")
}

// remarks tell why there is no answer, and which answers are in doubt.
func (p *SizePage) remarks(b *bytes.Buffer) {
	for i := range p.Sizing.Models {
		m := &p.Sizing.Models[i]
		var notes []string
		for _, up := range m.Uplinks {
			notes = append(notes, note(up.Link, up.Reason, up.Search, rate)...)
		}
		if p.Scenario.Objectives.Finish != nil {
			notes = append(notes, note("start", m.LatestStart.Reason, m.LatestStart.Search, p.shift)...)
		}
		notes = append(notes, note("work in progress", m.WIP.Reason, simulate.Search{Monotone: true}, nil)...)
		if a := m.WIP.Answer; a != nil && m.Current.Meets && !a.Meets {
			notes = append(notes, fmt.Sprintf("work in progress: with %d the objectives are no longer met", *m.WIP.Best))
		}
		for _, n := range notes {
			b.WriteByte('\n')
			paragraph(b, "▸ ", fmt.Sprintf("%s, %s.", m.Model, n))
		}
	}
}

// rate writes a capacity as planners order it: 1.6 Gbps.
func rate(v float64) string {
	list := scales["bit/s"]
	i := 0
	for i+1 < len(list) && v >= list[i+1].size {
		i++
	}
	return group(strconv.FormatFloat(v/list[i].size, 'g', 6, 64)) + " " + list[i].label
}

// shift is the date of a start.
func (p *SizePage) shift(seconds float64) string {
	return calendar{start: *p.Scenario.Start, zone: p.zone(), layout: "2 Jan 2006 15:04"}.text(seconds)
}

// note says why there is no answer, or what puts it in doubt.
func note(what, reason string, s simulate.Search, write func(float64) string) []string {
	if reason != "" {
		return []string{what + ": " + reason}
	}
	if s.Monotone {
		return nil
	}
	var values []string
	for _, v := range s.Exceptions {
		values = append(values, write(v))
	}
	return []string{fmt.Sprintf("%s: more is not always better here. The answer meets the objectives and the next candidate does not, but these do not fit: %s",
		what, strings.Join(values, ", "))}
}
