package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// runThroughHost starts a stubborn program through a host of its own process and gives the host's engine and the ids
// of every process below it.
func runThroughHost(t *testing.T) (engine int, hostPid int, program []int) {
	t.Helper()
	shell, port := startHost(t)
	connection, err := grpc.NewClient("127.0.0.1:"+port, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	info := fakeSDK(t, "run", stubborn)
	go func() {
		_, _ = pulumirpc.NewLanguageRuntimeClient(connection).Run(context.Background(),
			&pulumirpc.RunRequest{Info: info, MonitorAddress: "127.0.0.1:2"})
	}()
	program = waitForPids(t, info.GetProgramDirectory())
	return shell.Process.Pid, parentOf(t, program[0]), program
}

func parentOf(t *testing.T, pid int) int {
	t.Helper()
	stat := read(t, filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	parent, err := strconv.Atoi(fields[1])
	if err != nil {
		t.Fatal(err)
	}
	return parent
}

func skipWithoutProc(t *testing.T) {
	t.Helper()
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("parents are read from /proc, which this system does not have")
	}
}

func TestNothingOutlivesAKilledEngine(t *testing.T) {
	skipWithoutProc(t)
	engine, host, program := runThroughHost(t)
	if err := syscall.Kill(engine, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	assertGone(t, append(program, host), parentPoll+stopGrace+2*time.Second)
}

func TestAnInterruptedHostEndsItsProgram(t *testing.T) {
	skipWithoutProc(t)
	_, host, program := runThroughHost(t)
	if err := syscall.Kill(host, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	assertGone(t, append(program, host), stopGrace+2*time.Second)
}

func TestAProgramDiesWithAKilledHost(t *testing.T) {
	skipWithoutProc(t)
	_, host, program := runThroughHost(t)
	if err := syscall.Kill(host, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	// The death signal reaches the child itself, not what that one has started.
	assertGone(t, program[:1], time.Second)
	_ = syscall.Kill(program[1], syscall.SIGKILL)
}
