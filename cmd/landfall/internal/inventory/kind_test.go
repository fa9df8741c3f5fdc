package inventory

import (
	"encoding"
	"strings"
	"testing"
)

func TestKindByHeader(t *testing.T) {
	for header, want := range map[string]Source{
		"VM|Powerstate|Provisioned MB": rvtools,
		"vInfoVMName|vInfoPowerstate":  rvtools,
		"In Use MiB|VM":                rvtools,
		"*Server name|IP addresses|*Cores|*Memory (In MB)|*OS name": azureMigrate,
		"Machine|Azure VM readiness|Storage(GB)|Disk write(MBPS)":   azureMigrate,
		"ExternalId|SMBiosId|IPAddress|HostName":                    applicationDiscovery,
		"mgn:app:name|mgn:server:user-provided-id|mgn:wave:name":    applicationMigration,
		"name|size":            unknown,
		"VM":                   unknown,
		"Server name|Location": unknown,
	} {
		if got := kindOf(newTable("", "", strings.Split(header, "|"))); got != want {
			t.Errorf("%s: %s, want %s", header, got, want)
		}
	}
}

type enum interface {
	encoding.TextMarshaler
	String() string
}

func TestEnumsReadWhatTheyWrite(t *testing.T) {
	check := func(v enum, into encoding.TextUnmarshaler, back func() enum) {
		t.Helper()
		text, err := v.MarshalText()
		if err != nil || string(text) != v.String() {
			t.Errorf("%v is written as %q, %v", v, text, err)
		}
		if err := into.UnmarshalText(text); err != nil || back() != v {
			t.Errorf("%q is read as %v, %v", text, back(), err)
		}
		if err := into.UnmarshalText([]byte("no such thing")); err == nil {
			t.Errorf("%T reads nonsense", into)
		}
	}
	for v := rvtools; v <= applicationMigration; v++ {
		var s Source
		check(v, &s, func() enum { return s })
	}
	for v := PowerUnknown; v <= Suspended; v++ {
		var p Power
		check(v, &p, func() enum { return p })
	}
	for v := FromPartitions; v <= FromOption; v++ {
		var b Basis
		check(v, &b, func() enum { return b })
	}
	for v := IsTemplate; v <= HasTooMuch; v++ {
		var r Reason
		check(v, &r, func() enum { return r })
	}
	if len(reasonNames) != len(manyReasons) || int(HasTooMuch) != len(reasonNames)-1 {
		t.Error("reasons and their texts differ in number")
	}
	if Power(200).String() != "Power(200)" {
		t.Errorf("got %s", Power(200))
	}
}
