package command

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/document"
	"github.com/landfall-sim/landfall/replication"
	"github.com/spf13/cobra"
)

func newTransfers() *cobra.Command {
	var o output
	cmd := &cobra.Command{
		Use:   "transfers FILE",
		Short: "tell when copies that share links finish",
		Long: `transfers reads links and copies from a JSON file and tells when each copy
finishes. Links are shared by weighted max-min fairness at every instant, lower
classes are served first. Quantities have units:

  {"links": [{"name": "wan", "capacity": "1Gbps",
              "steps": [{"at": "2h", "capacity": "0bps"}, {"at": "3h", "capacity": "1Gbps"}]}],
   "transfers": [{"name": "db-01", "start": "0s", "size": "900GB", "route": ["wan"],
                  "limit": "200Mbps", "weight": 2, "class": 0}]}

start, steps, limit, weight (1) and class (0) may be left out.`,
		Example: `  landfall transfers copies.json
  landfall transfers copies.json --format json`,
		Args:              oneFile("transfers file"),
		ValidArgsFunction: completeFiles("json"),
	}
	o.addFlags(cmd, textForm, jsonForm, csvForm)
	cmd.RunE = work(func(cmd *cobra.Command, args []string) error {
		if err := o.checkBeside(args[0]); err != nil {
			return err
		}
		data, err := readTransfers(cmd, args[0])
		if err != nil {
			return invalid{fmt.Errorf("%s: %w", args[0], err)}
		}
		finishes, err := parseTransfers(args[0], data)
		if err != nil {
			return invalid{err}
		}
		return o.write(cmd, func(w io.Writer) error { return writeFinishes(w, o.form, finishes) })
	})
	return cmd
}

// maxTransfersFile is the size in bytes from which a file cannot be meant.
const maxTransfersFile = 64 << 20

func readTransfers(cmd *cobra.Command, file string) ([]byte, error) {
	in := cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, errors.Unwrap(err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxTransfersFile+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxTransfersFile:
		return nil, fmt.Errorf("is larger than %d MiB; want a list of links and transfers", maxTransfersFile>>20)
	}
	return data, nil
}

// parseTransfers tells when the copies of a document finish.
func parseTransfers(file string, data []byte) (finishes []replication.Finish, err error) {
	var doc transfersDocument
	err = document.DecodeJSON(file, data, &doc, func() []document.Problem {
		links, transfers := doc.convert()
		finishes, err = replication.Transfers(links, transfers)
		return faults(err)
	})
	return finishes, err
}

// faults takes apart an error of replication.
func faults(err error) []document.Problem {
	var list []document.Problem
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			list = append(list, faults(e)...)
		}
		return list
	}
	if fault := (*replication.TransferError)(nil); errors.As(err, &fault) {
		list = append(list, document.Problem{Path: fault.Path, Wrong: fault.Problem})
	}
	return list
}

func writeFinishes(w io.Writer, form string, finishes []replication.Finish) error {
	switch form {
	case jsonForm:
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(struct {
			Landfall  int                  `json:"landfall"`
			Transfers []replication.Finish `json:"transfers"`
		}{1, finishes})
	case csvForm:
		out := csv.NewWriter(w)
		out.Write([]string{"name", "finish", "reason"}) // errors stick until Flush
		for _, f := range finishes {
			out.Write(finishRecord(f))
		}
		out.Flush()
		return out.Error()
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range finishes {
		when := "never"
		if !f.Never {
			when = elapsed(f.Seconds)
		}
		fmt.Fprintf(table, "%s\t%s\n", f.Name, when) // errors stick until Flush
	}
	return table.Flush()
}

// elapsed is a time for readers, with days, and to the second from two minutes
// on.
func elapsed(seconds float64) string {
	if seconds < 120 {
		return strconv.FormatFloat(seconds, 'g', 6, 64) + "s"
	}
	const day = 86400
	seconds = math.Round(seconds)
	text := (time.Duration(math.Mod(seconds, day)) * time.Second).String()
	if days := math.Floor(seconds / day); days > 0 {
		text = strconv.FormatFloat(days, 'f', 0, 64) + "d" + text
	}
	return text
}

func finishRecord(f replication.Finish) []string {
	if f.Never {
		return []string{f.Name, "", "never"}
	}
	return []string{f.Name, strconv.FormatFloat(f.Seconds, 'f', -1, 64), ""}
}
