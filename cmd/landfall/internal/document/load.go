package document

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"

	_ "time/tzdata" // time zones on machines that have no database of them

	"github.com/landfall-sim/landfall/simulate"
)

// Options change how scenario files are read. The zero value reads scenarios
// that have a portfolio.
type Options struct {
	// Inventory reads the file that the key inventory names. The path is
	// relative to the working directory or absolute. Sites are added to those
	// of the scenario, unless these have their names; one without a route gets
	// the only link, if there is only one.
	Inventory func(path string) ([]simulate.Subscription, []simulate.Site, error)

	// Stdin is read for the path "-"; nil is os.Stdin.
	Stdin io.Reader
}

// Load reads the scenario file at path, "-" for standard input. The error is
// an [*Error] with everything that is wrong.
func (o Options) Load(path string) (*simulate.Scenario, error) {
	name := path
	if path == "-" {
		name = "stdin"
	}
	data, err := o.read(path)
	if err != nil {
		var file *fs.PathError
		if errors.As(err, &file) {
			err = file.Err
		}
		return nil, failure(name, Problem{Wrong: err.Error()})
	}
	return o.parse(name, filepath.Dir(path), data)
}

// read reads a file up to one byte above the limit: clean refuses it then.
func (o Options) read(path string) ([]byte, error) {
	if path == "-" {
		in := o.Stdin
		if in == nil {
			in = os.Stdin
		}
		return io.ReadAll(io.LimitReader(in, mostBytes+1))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errors.New("is a directory, not a scenario file")
	case info.Size() > mostBytes:
		return nil, fmt.Errorf("is larger than %d MiB; %s", mostBytes>>20, limitsOfFile)
	}
	return io.ReadAll(io.LimitReader(file, mostBytes+1))
}

// parse reads a scenario from the text of a file, whose name is for messages and
// tells JSON (.json) from YAML. A path to an inventory is relative to the folder.
func (o Options) parse(name, folder string, data []byte) (*simulate.Scenario, error) {
	root, problem := parseTree(name, data)
	if problem != nil {
		return nil, failure(name, *problem)
	}
	if root.kind != mapping {
		return nil, failure(name, *root.at.problem("is "+root.describe(), "a scenario is a mapping that begins with landfall: 1"))
	}
	s := &simulate.Scenario{}
	d := newDecoder()
	d.into(root, reflect.ValueOf(s).Elem(), "")
	o.takeInventory(d, root, s, folder)
	d.validate(root, s)
	if len(d.problems) > 0 {
		return nil, failure(name, d.problems...)
	}
	return s, nil
}

// validate adds what the scenario says about itself, unless it follows from
// what has been said.
func (d *decoder) validate(root *node, s *simulate.Scenario) {
	var invalid *simulate.ScenarioError
	if !errors.As(s.Validate(), &invalid) {
		return
	}
	for _, p := range invalid.Problems {
		if d.follows(p.Path) {
			continue
		}
		at := root.locate(p.Path)
		if first, _ := cutPath(p.Path); first == "portfolio" && root.get(first) == nil && root.get("inventory") != nil {
			at = root.get("inventory").at
		}
		d.problems = append(d.problems, Problem{Line: at.line, Column: at.column, Path: p.Path, Wrong: p.Wrong, Expected: p.Expected})
	}
}

// takeInventory puts the portfolio of an inventory into the scenario.
func (o Options) takeInventory(d *decoder, root *node, s *simulate.Scenario, folder string) {
	at := root.get("inventory")
	if at == nil || s.Inventory == "" || root.get("portfolio") != nil {
		return
	}
	if o.Inventory == nil {
		o.Inventory = func(string) ([]simulate.Subscription, []simulate.Site, error) {
			return nil, nil, errors.New("is not read here")
		}
	}
	path := s.Inventory
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	portfolio, sites, err := o.Inventory(path)
	if err != nil {
		d.fail(at.at, "inventory", err.Error(), "")
		if root.get("sites") == nil {
			d.spoil("sites")
		}
		return
	}
	s.Inventory, s.Portfolio = "", portfolio
	for _, site := range sites {
		if hasSite(s.Sites, site.Name) {
			continue
		}
		if links := s.Network.Links; len(site.Route) == 0 && len(links) > 0 {
			site.Route = []string{links[0].Name}
			if len(links) > 1 {
				d.fail(at.at, "inventory", fmt.Sprintf("has machines at site %q, which sites does not have", site.Name), "its route there, since there are several links")
			}
		}
		s.Sites = append(s.Sites, site)
	}
}

func hasSite(sites []simulate.Site, name string) bool {
	for _, s := range sites {
		if s.Name == name {
			return true
		}
	}
	return false
}
