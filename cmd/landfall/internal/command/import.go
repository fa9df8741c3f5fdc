package command

import (
	"fmt"
	"regexp"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/inventory"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// importFlags are the flags of import as they are typed.
type importFlags struct {
	options  inventory.Options
	churn    string
	used     string
	link     string
	stateful string
}

func newImport() *cobra.Command {
	var f importFlags
	var o output
	cmd := &cobra.Command{
		Use:   "import SOURCE",
		Short: "make a scenario of an inventory",
		Long: `import reads what a discovery tool exported and writes a scenario: an RVTools
workbook (.xlsx) or its CSV files (one, a directory or a .zip), or the CSV of
Azure Migrate, AWS Application Discovery or AWS Application Migration Service.

What it leaves out or assumes it says on standard error, with counts.`,
		Example: `  landfall import RVTools_export.xlsx > plan.yaml
  landfall import RVTools_export.xlsx --churn 5%/d --link 400Mbps --powered-on -o plan.yaml
  landfall import export.csv --stateful 'sql|db|file' --workload name-prefix`,
		Args:              oneFile("inventory"),
		ValidArgsFunction: completeFiles("xlsx", "csv", "zip"),
	}
	f.add(cmd)
	o.addFlags(cmd)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if err := o.checkBeside(args[0]); err != nil {
			return err
		}
		options, err := f.parse()
		if err != nil {
			return invalid{err}
		}
		inv, err := inventory.Read(args[0], options)
		if err != nil {
			return err
		}
		if err := o.write(cmd, inv.WriteScenario); err != nil {
			return err
		}
		fmt.Fprint(cmd.ErrOrStderr(), inv.Report())
		return nil
	})
	return cmd
}

func (f *importFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.options.Name, "name", "", "call the scenario `NAME` (default the file's name)")
	flags.BoolVar(&f.options.PoweredOn, "powered-on", false, "leave out machines that are not powered on")
	flags.StringVar(&f.churn, "churn", "5%/d", "assume this write `RATE` where the source has none, as 5%/d or 2GB/d")
	flags.StringVar(&f.used, "used", "", "assume this `SIZE` where the source has none, as 100GB (default: skip the machine)")
	flags.StringVar(&f.link, "link", "", "give each link this `CAPACITY` (default 1Gbps)")
	flags.StringVar(&f.options.LinkName, "link-name", "", "call the link `NAME`")
	flags.StringVar(&f.options.Site, "site", "", "make sites by `WORD`: datacenter, cluster, none or a column")
	flags.StringVar(&f.options.Workload, "workload", "",
		"make workloads by `WORD`: application, vapp, folder, resource-pool, cluster,\ndatacenter, annotation, wave, name-prefix, none or a column")
	flags.StringVar(&f.options.Subscription, "subscription", "", "make subscriptions by `WORD`, as for --workload (default one)")
	flags.StringVar(&f.stateful, "stateful", "", "machines whose name or system matches `REGEXP` are stateful (default none)")
}

// parse reads the flags that have a unit or a syntax of their own.
func (f *importFlags) parse() (inventory.Options, error) {
	options := f.options
	var err error
	if options.Churn, err = inventory.ParseChurn(f.churn); err != nil {
		return options, fmt.Errorf("landfall: --churn: %w", err)
	}
	if f.used != "" {
		if options.Used, err = simulate.ParseBytes(f.used); err != nil {
			return options, fmt.Errorf("landfall: --used: %w", err)
		}
		if options.Used == 0 {
			return options, fmt.Errorf("landfall: --used: %q is no size of a machine; write it such as 100GB", f.used)
		}
	}
	if f.link != "" {
		if options.LinkCapacity, err = simulate.ParseBitRate(f.link); err != nil {
			return options, fmt.Errorf("landfall: --link: %w", err)
		}
		if options.LinkCapacity == 0 {
			return options, fmt.Errorf("landfall: --link: %q carries nothing; write it such as 400Mbps", f.link)
		}
	}
	if f.stateful != "" {
		if options.Stateful, err = regexp.Compile(f.stateful); err != nil {
			return options, fmt.Errorf("landfall: --stateful: %w", err)
		}
	}
	return options, nil
}
