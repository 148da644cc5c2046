package main

import (
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestOptionsOfTheWrongTypeAreRefusedByName(t *testing.T) {
	for _, row := range []struct {
		name  string
		value any
		want  string
	}{
		{"typescript", "yes", `runtime option "typescript": must be true or false, got yes`},
		{"tsconfig", true, `runtime option "tsconfig": must be text, got true`},
		{"nodeargs", 1, `runtime option "nodeargs": must be text, got 1`},
		{"nodeargs", `"open`, `runtime option "nodeargs": must be words with balanced quotes`},
		{"packagemanager", "cargo", `runtime option "packagemanager": must be auto, npm, yarn, pnpm or bun, got "cargo"`},
	} {
		t.Run(row.want, func(t *testing.T) {
			info := withOptions(t, &pulumirpc.ProgramInfo{}, map[string]any{row.name: row.value})
			if _, err := readOptions(info.GetOptions()); err == nil || !strings.HasPrefix(err.Error(), row.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestEngineAddressStandsAfterAnyFlags(t *testing.T) {
	for _, args := range [][]string{
		{"127.0.0.1:1"},
		{"--logtostderr", "-v=9", "--tracing", "file:trace", "127.0.0.1:1"},
		{"--flag-of-the-future=1", "127.0.0.1:1"},
	} {
		if got := engineAddress(args); got != "127.0.0.1:1" {
			t.Errorf("%v: got %q", args, got)
		}
	}
	if got := engineAddress(nil); got != "" {
		t.Errorf("no arguments: got %q", got)
	}
}
