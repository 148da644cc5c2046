package main

import (
	"os"
	"path/filepath"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

// fakeSDK is a program folder in which "@pulumi/pulumi/cmd/<name>" is the given script. What it proves is how this
// host calls Node.js; that the real scripts understand the call is proven by test/lab/toolchain/engine.test.ts.
func fakeSDK(t *testing.T, name, script string) *pulumirpc.ProgramInfo {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, "node_modules", "@pulumi", "pulumi", "cmd", name, "index.js"), script)
	return &pulumirpc.ProgramInfo{RootDirectory: folder, ProgramDirectory: folder, EntryPoint: "."}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func withOptions(t *testing.T, info *pulumirpc.ProgramInfo, options map[string]any) *pulumirpc.ProgramInfo {
	t.Helper()
	set, err := structpb.NewStruct(options)
	if err != nil {
		t.Fatal(err)
	}
	info.Options = set
	return info
}

func newHost(t *testing.T) *host {
	t.Helper()
	host := &host{engine: "127.0.0.1:1", processes: newProcesses()}
	t.Cleanup(host.processes.stopAll)
	return host
}
