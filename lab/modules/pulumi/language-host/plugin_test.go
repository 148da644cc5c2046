package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// dial serves the host in this process and gives a client, so that streams are real ones.
func dial(t *testing.T, host *host) pulumirpc.LanguageRuntimeClient {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	pulumirpc.RegisterLanguageRuntimeServer(server, host)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return pulumirpc.NewLanguageRuntimeClient(connect(t, listener.Addr().String()))
}

func connect(t *testing.T, address string) *grpc.ClientConn {
	t.Helper()
	connection, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return connection
}

func TestRunPluginStreamsOutputAndEndsWithTheExitCode(t *testing.T) {
	info := withOptions(t, fakeSDK(t, "run-plugin", `
		console.log([process.execArgv[0], process.argv[2], process.argv[3], process.env.FROM_ENGINE].join(" "));
		console.error("x".repeat(200000));
		process.exitCode = 9;`), map[string]any{"nodeargs": "--stack-trace-limit=7"})
	stream, err := dial(t, newHost(t)).RunPlugin(context.Background(), &pulumirpc.RunPluginRequest{
		Info: info, Kind: "resource", Pwd: info.GetProgramDirectory(), Args: []string{"127.0.0.1:3"},
		Env: []string{"FROM_ENGINE=yes"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := int32(-1)
	for {
		message, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		stdout.Write(message.GetStdout())
		stderr.Write(message.GetStderr())
		if exit, ok := message.GetOutput().(*pulumirpc.RunPluginResponse_Exitcode); ok {
			code = exit.Exitcode
		}
	}
	want := "--stack-trace-limit=7 " + info.GetProgramDirectory() + "/ 127.0.0.1:3 yes\n"
	if stdout.String() != want || stderr.Len() != 200001 || code != 9 {
		t.Errorf("got %q, %d bytes of errors, code %d; want %q", stdout.String(), stderr.Len(), code, want)
	}
}

func TestAPolicyPackStartsWithTheConfigurationOfItsStack(t *testing.T) {
	info := fakeSDK(t, "run-policy-pack", `
		const { writeFileSync, renameSync } = require("node:fs");
		const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("PULUMI_")));
		writeFileSync("new.json", JSON.stringify({ env, argv: process.argv.slice(2), cwd: process.cwd() }));
		renameSync("new.json", "report.json");`)
	stream, err := dial(t, newHost(t)).RunPlugin(context.Background(),
		&pulumirpc.RunPluginRequest{Info: info, Kind: "analyzer", Pwd: "/", Args: []string{"127.0.0.1:3"}})
	if err != nil {
		t.Fatal(err)
	}
	message, err := stream.Recv()
	if err != nil {
		t.Fatal(err)
	}
	// The first line is a port although the pack has not started: the proxy answers for it.
	port, err := strconv.Atoi(strings.TrimSpace(string(message.GetStdout())))
	if err != nil {
		t.Fatal(err)
	}
	proxy := pulumirpc.NewAnalyzerClient(connect(t, "127.0.0.1:"+strconv.Itoa(port)))
	if _, err := proxy.ConfigureStack(context.Background(), &pulumirpc.AnalyzerStackConfigureRequest{
		Organization: "org", Project: "project", Stack: "dev", DryRun: true,
		Config: map[string]string{"project:size": "1"}, ConfigSecretKeys: []string{"project:size"},
	}); err != nil {
		t.Fatal(err)
	}
	// This pack ends without a port, which is an error; how a real pack goes on is shown on the real engine.
	if _, err = stream.Recv(); err == nil || !strings.Contains(err.Error(), "policy pack port") {
		t.Errorf("got %v", err)
	}
	var given struct {
		Env  map[string]string
		Argv []string
		Cwd  string
	}
	folder := info.GetProgramDirectory()
	if err := json.Unmarshal([]byte(read(t, filepath.Join(folder, "report.json"))), &given); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"PULUMI_CONFIG": `{"project:size":"1"}`, "PULUMI_CONFIG_SECRET_KEYS": `["project:size"]`,
		"PULUMI_NODEJS_ORGANIZATION": "org", "PULUMI_NODEJS_PROJECT": "project", "PULUMI_NODEJS_STACK": "dev",
		"PULUMI_NODEJS_DRY_RUN": "true",
	} {
		if given.Env[name] != want {
			t.Errorf("%s: got %q, want %q", name, given.Env[name], want)
		}
	}
	if strings.Join(given.Argv, " ") != "127.0.0.1:3 "+folder+"/" || given.Cwd != folder {
		t.Errorf("got %v in %s", given.Argv, given.Cwd)
	}
}

func TestEndingThePluginsCallEndsThePlugin(t *testing.T) {
	info := fakeSDK(t, "run-plugin", stubborn)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if _, err := dial(t, newHost(t)).RunPlugin(ctx, &pulumirpc.RunPluginRequest{
		Info: info, Kind: "resource", Pwd: info.GetProgramDirectory(),
	}); err != nil {
		t.Fatal(err)
	}
	pids := waitForPids(t, info.GetProgramDirectory())
	cancel()
	assertGone(t, pids, stopGrace+2*time.Second)
}

func TestAPackWithoutDependenciesIsExplained(t *testing.T) {
	folder := t.TempDir()
	stream, err := dial(t, newHost(t)).RunPlugin(context.Background(), &pulumirpc.RunPluginRequest{
		Info: &pulumirpc.ProgramInfo{ProgramDirectory: folder}, Kind: "analyzer",
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = stream.Recv()
	if err == nil || !strings.Contains(err.Error(), "Cannot find module '@pulumi/pulumi/cmd/run-policy-pack'") {
		t.Errorf("got %v", err)
	}
}
