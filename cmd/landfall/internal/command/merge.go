package command

import (
	"errors"
	"fmt"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/report"
	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

func newMerge() *cobra.Command {
	var o output
	var summary string
	cmd := &cobra.Command{
		Use:   "merge SUMMARY...",
		Short: "make one result of summaries from many machines",
		Long: `merge puts together what compare or simulate have written with
--replications-range and --summary. The result is, byte for byte, the one of a
single run of all replications, in whatever order the summaries are named.

It exits with status 3 like compare, if no model meets the objectives.`,
		Example: `  landfall compare plan.yaml --replications-range 0:500 --summary a.sum
  landfall compare plan.yaml --replications-range 500:1000 --summary b.sum
  landfall merge a.sum b.sum --format json -o result.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("no summary is given")
			}
			return nil
		},
	}
	o.addFlags(cmd, textForm, jsonForm, csvForm)
	cmd.Flags().Var(filled{&summary}, "summary", "write the merged summary to `FILE` instead of the result; some replications may be missing")
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if summary != "" {
			if err := passedOver(cmd, insteadOfResult, "output", "format"); err != nil {
				return err
			}
		}
		if err := errors.Join(o.check(), kept("--summary", summary)); err != nil {
			return err
		}
		for _, input := range args {
			if err := separate([]string{input}, o.file, summary); err != nil {
				return err
			}
		}
		d, err := mergeShards(args)
		if err != nil {
			return err
		}
		if summary != "" {
			return fileError(writeShard(summary, d))
		}
		result, err := d.Result()
		if err != nil {
			return invalid{fmt.Errorf("landfall: %s", shardText(err))}
		}
		page := &report.Page{Scenario: d.Scenario(), Result: result, Color: o.terminal(cmd) && wantsColor()}
		text := page.Model
		if result.Comparison != nil {
			text = page.Compare
		}
		if err := o.write(cmd, form(page, o.form, text)); err != nil {
			return err
		}
		if result.Comparison != nil && !result.ObjectivesMet() {
			return errUnmet
		}
		return nil
	})
	return cmd
}

func mergeShards(files []string) (*simulate.Shard, error) {
	var merged *simulate.Shard
	for _, name := range files {
		d, err := readShard(name)
		if err != nil {
			return nil, err
		}
		if merged == nil {
			merged = d
		} else if err := merged.Merge(d); err != nil {
			return nil, invalid{fmt.Errorf("landfall: %s does not belong to %s: %s", name, files[0], shardText(err))}
		}
	}
	return merged, nil
}
