package backlog

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func sample() Backlog {
	return Backlog{[]Subscription{
		{"retail", []Workload{{Name: "web-shop", After: []string{"identity"}, Assets: []Asset{{"web-01", 50}, {"db-01", 900}}}}},
		{"core", []Workload{{Name: "identity", Assets: []Asset{{"dir-01", 80}}}}},
	}}
}

func TestDocumentMoves(t *testing.T) {
	d := sample().Document(CriticalFirst)
	moved, update, err := d.Move("web-shop", Staged)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := update.String(), "web-shop (web-01, db-01): waiting → staged"; got != want {
		t.Errorf("the update is %q, want %q", got, want)
	}
	moved, update, err = moved.Move("web-shop", Begun) // back, to be replicated again
	if err != nil || update.From != Staged || update.To != Begun {
		t.Errorf("the update is %v, %v", update, err)
	}
	text, err := json.Marshal(moved)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"items":[{"workload":"identity","subscription":"core","assets":["dir-01"],"status":"waiting"},` +
		`{"workload":"web-shop","subscription":"retail","assets":["web-01","db-01"],"status":"begun"}]}`
	if string(text) != want {
		t.Errorf("the document is\n%s, want\n%s", text, want)
	}
	for _, item := range d.Items {
		if item.Status != Waiting {
			t.Errorf("the document before now says that %s is %v", item.Workload, item.Status)
		}
	}
}

func TestDocumentAt(t *testing.T) {
	d, _, err := sample().Document(Listed).Move("identity", Promoted)
	if err != nil {
		t.Fatal(err)
	}
	for status, want := range map[Status]string{Waiting: "web-shop", Promoted: "identity", Staged: ""} {
		var got []string
		for item := range d.At(status) {
			got = append(got, item.Workload)
			break
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%v are %v, want %q", status, got, want)
		}
	}
}

func TestMoveRefuses(t *testing.T) {
	d := sample().Document(Listed)
	for _, tt := range []struct {
		workload string
		to       Status
		want     string
	}{
		{"erp", Staged, `backlog: workload "erp" is not in the document`},
		{"identity", 9, "backlog: Status(9) is no status, expected one of [waiting begun staged migrated promoted]"},
	} {
		same, update, err := d.Move(tt.workload, tt.to)
		if err == nil || err.Error() != tt.want || !errors.Is(err, ErrInvalid) {
			t.Errorf("got %v, want %s", err, tt.want)
		}
		if len(same.Items) != 2 || update.Workload != "" {
			t.Errorf("a refused move gives %v and %v", same, update)
		}
	}
}
