package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"reflect"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// report writes what the script was given to a file beside the program.
const report = `
const { writeFileSync } = require("node:fs");
const names = ["PULUMI_CONFIG", "PULUMI_CONFIG_SECRET_KEYS", "PULUMI_NODEJS_TYPESCRIPT", "PULUMI_NODEJS_TSCONFIG_PATH"];
const env = Object.fromEntries(names.filter((name) => name in process.env).map((name) => [name, process.env[name]]));
writeFileSync("report.json", JSON.stringify({ argv: process.argv.slice(2), execArgv: process.execArgv, env }));
`

type scriptReport struct {
	Argv     []string          `json:"argv"`
	ExecArgv []string          `json:"execArgv"`
	Env      map[string]string `json:"env"`
}

func runAndReport(t *testing.T, request *pulumirpc.RunRequest) scriptReport {
	t.Helper()
	response, err := newHost(t).Run(context.Background(), request)
	if err != nil || response.GetError() != "" || response.GetBail() {
		t.Fatalf("run: %v, %v", response, err)
	}
	var given scriptReport
	text := read(t, filepath.Join(request.GetInfo().GetProgramDirectory(), "report.json"))
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		t.Fatal(err)
	}
	return given
}

func TestRunPassesEverythingToTheScript(t *testing.T) {
	info := withOptions(t, fakeSDK(t, "run", report), map[string]any{
		"nodeargs": `--stack-trace-limit=7 --title="two words"`, "tsconfig": "other.json",
	})
	given := runAndReport(t, &pulumirpc.RunRequest{
		Info: info, MonitorAddress: "127.0.0.1:2", Organization: "org", Project: "project", Stack: "dev",
		Parallel: 3, DryRun: true, Args: []string{"--own"},
		Config:           map[string]string{"project:size": "1", "project:password": "s3cret"},
		ConfigSecretKeys: []string{"project:password"},
	})
	folder := info.GetProgramDirectory()
	want := scriptReport{
		Argv: []string{
			"--monitor", "127.0.0.1:2", "--engine", "127.0.0.1:1", "--organization", "org", "--project", "project",
			"--stack", "dev", "--root-directory", folder, "--pwd", folder, "--parallel", "3", "--dry-run", ".", "--own",
		},
		ExecArgv: []string{"--stack-trace-limit=7", "--title=two words"},
		Env: map[string]string{
			"PULUMI_CONFIG":               `{"project:password":"s3cret","project:size":"1"}`,
			"PULUMI_CONFIG_SECRET_KEYS":   `["project:password"]`,
			"PULUMI_NODEJS_TYPESCRIPT":    "true",
			"PULUMI_NODEJS_TSCONFIG_PATH": "other.json",
		},
	}
	if !reflect.DeepEqual(given, want) {
		t.Errorf("got  %+v\nwant %+v", given, want)
	}
}

func TestRunWithoutConfigurationGivesEmptyOnes(t *testing.T) {
	info := withOptions(t, fakeSDK(t, "run", report), map[string]any{"typescript": false})
	given := runAndReport(t, &pulumirpc.RunRequest{Info: info, MonitorAddress: "127.0.0.1:2"})
	want := map[string]string{"PULUMI_CONFIG": "{}", "PULUMI_CONFIG_SECRET_KEYS": "[]"}
	if !reflect.DeepEqual(given.Env, want) {
		t.Errorf("got %v, want %v", given.Env, want)
	}
}

func TestRunAnswersByTheExitOfTheProgram(t *testing.T) {
	for _, row := range []struct {
		what, script string
		want         *pulumirpc.RunResponse
	}{
		{"success", "", &pulumirpc.RunResponse{}},
		{"an error the user has seen", "process.exit(32)", &pulumirpc.RunResponse{Bail: true}},
		{"any other code", "process.exit(5)", &pulumirpc.RunResponse{Error: "Program exited with non-zero exit code: 5"}},
		{"a signal", `process.kill(process.pid, "SIGKILL"); setTimeout(() => {}, 9e9)`,
			&pulumirpc.RunResponse{Error: "Program exited unexpectedly: signal: killed"}},
	} {
		t.Run(row.what, func(t *testing.T) {
			response, err := newHost(t).Run(context.Background(),
				&pulumirpc.RunRequest{Info: fakeSDK(t, "run", row.script), MonitorAddress: "127.0.0.1:2"})
			if err != nil || response.GetError() != row.want.GetError() || response.GetBail() != row.want.GetBail() {
				t.Errorf("got %v, %v; want %v", response, err, row.want)
			}
		})
	}
}
