package command

import (
	"fmt"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/document"
	"github.com/landfall-sim/landfall/cmd/landfall/internal/inventory"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// load reads a scenario file, and the inventory that it names. Whatever is
// wrong with them is for the user to put right; what was assumed about the
// inventory is told on standard error. Neither may be one of the files written.
func load(cmd *cobra.Command, file string, written ...string) (*simulate.Scenario, error) {
	over := separate([]string{file}, written...)
	if over != nil {
		return nil, over
	}
	options := document.Options{
		Stdin: cmd.InOrStdin(),
		Inventory: func(path string) ([]simulate.Subscription, []simulate.Site, error) {
			if over = separate(sources(path), written...); over != nil {
				return nil, nil, over
			}
			inv, err := inventory.Read(path, inventory.Options{})
			if err != nil {
				return nil, nil, err
			}
			fmt.Fprint(cmd.ErrOrStderr(), inv.PortfolioReport())
			return portfolioOf(inv)
		},
	}
	s, err := options.Load(file)
	if over != nil {
		return nil, over
	}
	if err != nil {
		return nil, invalid{err}
	}
	return s, nil
}

// named is what messages call a file; a dash is standard input.
func named(file string) string {
	if file == "-" {
		return "stdin"
	}
	return file
}

// portfolioOf is what a scenario takes from an inventory. Sites matter only
// where there are several; their routes are the scenario's business.
func portfolioOf(inv *inventory.Inventory) ([]simulate.Subscription, []simulate.Site, error) {
	s, err := inv.Scenario()
	if err != nil {
		return nil, nil, err
	}
	if len(s.Sites) == 1 {
		return s.Portfolio, nil, nil
	}
	sites := s.Sites
	for i := range sites {
		sites[i].Route = nil
	}
	return s.Portfolio, sites, nil
}
