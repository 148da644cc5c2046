package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestRequiredPackagesAreThoseOfTheInstalledPackages(t *testing.T) {
	folder := t.TempDir()
	for path, content := range map[string]string{
		"@pulumi/kubernetes/package.json": `{"name": "@pulumi/kubernetes", "version": "4.34.2", "pulumi": {"resource": true}}`,
		"named/package.json": `{"name": "named", "version": "1.0.0",
			"pulumi": {"resource": true, "name": "other", "version": "v2.0.0", "server": "https://example.test"}}`,
		"named/node_modules/nested/package.json": `{"name": "nested", "version": "3.0.0", "pulumi": {"resource": true, "name": "nested"}}`,
		"unnamed/package.json":                   `{"name": "unnamed", "version": "1.0.0", "pulumi": {"resource": true}}`,
		"plain/package.json":                     `{"name": "plain", "version": "1.0.0"}`,
		"plain/test/package.json":                `{"name": "@pulumi/trap", "version": "1.0.0", "pulumi": {"resource": true}}`,
		"broken/package.json":                    `{`,
	} {
		write(t, filepath.Join(folder, "node_modules", path), content)
	}
	// A link that leads back up must not be followed for ever.
	if err := os.Symlink(folder, filepath.Join(folder, "node_modules", "circle")); err != nil {
		t.Fatal(err)
	}
	response, err := newHost(t).GetRequiredPackages(context.Background(),
		&pulumirpc.GetRequiredPackagesRequest{Info: &pulumirpc.ProgramInfo{ProgramDirectory: folder}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, found := range response.GetPackages() {
		got = append(got, strings.Join([]string{found.GetKind(), found.GetName(), found.GetVersion(), found.GetServer()}, " "))
	}
	slices.Sort(got)
	want := []string{"resource kubernetes v4.34.2 ", "resource nested v3.0.0 ", "resource other v2.0.0 https://example.test"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestInstallDependenciesStreamsThePackageManager(t *testing.T) {
	folder, programs := t.TempDir(), t.TempDir()
	write(t, filepath.Join(programs, "npm"), "#!/bin/sh\necho \"npm $* in $(pwd)\"\necho careful >&2\nexit ${NPM_EXIT:-0}\n")
	if err := os.Chmod(filepath.Join(programs, "npm"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", programs+":"+os.Getenv("PATH"))
	write(t, filepath.Join(folder, "package.json"), `{"name": "program"}`)
	install := func() (stdout, stderr string, err error) {
		stream, err := dial(t, newHost(t)).InstallDependencies(context.Background(),
			&pulumirpc.InstallDependenciesRequest{Info: &pulumirpc.ProgramInfo{ProgramDirectory: folder}})
		for err == nil {
			var message *pulumirpc.InstallDependenciesResponse
			message, err = stream.Recv()
			stdout += string(message.GetStdout())
			stderr += string(message.GetStderr())
		}
		return stdout, stderr, err
	}
	stdout, stderr, err := install()
	if !errors.Is(err, io.EOF) || !strings.Contains(stdout, "npm install in "+folder) || stderr != "careful\n" {
		t.Errorf("got %q, %q, %v", stdout, stderr, err)
	}
	t.Setenv("NPM_EXIT", "4")
	if _, _, err = install(); err == nil || !strings.Contains(err.Error(), "npm install in "+folder+": exit status 4") {
		t.Errorf("a failing install answered %v", err)
	}
}

func TestProgramDependenciesComeFromTheLockFile(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "package.json"), `{"name": "program", "dependencies": {"direct": "1.0.0"}}`)
	// Pulumi's reader of lock files goes by lines, so the file must look as npm writes it.
	write(t, filepath.Join(folder, "package-lock.json"), `{
  "name": "program",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": {
      "name": "program",
      "dependencies": {
        "direct": "1.0.0"
      }
    },
    "node_modules/deep": {
      "version": "2.0.0",
      "license": "MIT"
    },
    "node_modules/direct": {
      "version": "1.0.0",
      "license": "MIT"
    }
  }
}
`)
	for transitive, want := range map[bool][]string{false: {"direct 1.0.0"}, true: {"deep 2.0.0", "direct 1.0.0"}} {
		response, err := newHost(t).GetProgramDependencies(context.Background(), &pulumirpc.GetProgramDependenciesRequest{
			Info: &pulumirpc.ProgramInfo{ProgramDirectory: folder}, TransitiveDependencies: transitive,
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, found := range response.GetDependencies() {
			got = append(got, found.GetName()+" "+found.GetVersion())
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("transitive %t: got %v, want %v", transitive, got, want)
		}
	}
}

func TestAboutNamesTheNodeOnPath(t *testing.T) {
	about, err := newHost(t).About(context.Background(), &pulumirpc.AboutRequest{})
	if err != nil || filepath.Base(about.GetExecutable()) != "node" || !strings.HasPrefix(about.GetVersion(), "v") {
		t.Errorf("got %v, %v", about, err)
	}
}
