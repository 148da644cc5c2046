package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// stubborn ignores polite signals, as does its own child, and notes both process ids.
const stubborn = `
const { spawn } = require("node:child_process");
const { writeFileSync, renameSync } = require("node:fs");
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => {});
const child = spawn(process.execPath, ["-e", "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"]);
writeFileSync("pids.tmp", process.pid + " " + child.pid);
renameSync("pids.tmp", "pids");
setInterval(() => {}, 1000);
`

func waitForPids(t *testing.T, folder string) []int {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		content, err := os.ReadFile(filepath.Join(folder, "pids"))
		if err != nil {
			continue
		}
		var pids []int
		for _, word := range strings.Fields(string(content)) {
			pid, err := strconv.Atoi(word)
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
		return pids
	}
	t.Fatal("the program did not start within 20 s")
	return nil
}

func assertGone(t *testing.T, pids []int, within time.Duration) {
	t.Helper()
	for deadline := time.Now().Add(within); ; time.Sleep(10 * time.Millisecond) {
		alive := 0
		for _, pid := range pids {
			if isAlive(pid) {
				alive++
			}
		}
		if alive == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d of the processes %v are alive after %s", alive, pids, within)
		}
	}
}

// isAlive does not count a process that has ended and waits to be reaped by whoever has adopted it.
func isAlive(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return false
	}
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	return err == nil && !strings.Contains(string(content), ") Z ")
}

func TestEndingTheCallEndsTheWholeGroup(t *testing.T) {
	for what, stop := range map[string]func(*host, context.CancelFunc){
		"by its context":     func(_ *host, cancel context.CancelFunc) { cancel() },
		"by the Cancel call": func(host *host, _ context.CancelFunc) { _, _ = host.Cancel(context.Background(), nil) },
	} {
		t.Run(what, func(t *testing.T) {
			host, info := newHost(t), fakeSDK(t, "run", stubborn)
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			result := make(chan error, 1)
			go func() {
				_, err := host.Run(ctx, &pulumirpc.RunRequest{Info: info, MonitorAddress: "127.0.0.1:2"})
				result <- err
			}()
			pids := waitForPids(t, info.GetProgramDirectory())
			stop(host, cancel)
			assertGone(t, pids, stopGrace+2*time.Second)
			select {
			case err := <-result:
				if status.Code(err) != codes.Canceled {
					t.Errorf("the call answered %v", err)
				}
			case <-time.After(2 * time.Second):
				t.Error("the call did not return")
			}
		})
	}
}

func TestNothingStartsAfterCancel(t *testing.T) {
	host, info := newHost(t), fakeSDK(t, "run", stubborn)
	if _, err := host.Cancel(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	_, err := host.Run(context.Background(), &pulumirpc.RunRequest{Info: info, MonitorAddress: "127.0.0.1:2"})
	if status.Code(err) != codes.Canceled {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(info.GetProgramDirectory(), "pids")); err == nil {
		t.Error("the program has run")
	}
}

// TestMain lets the test binary play the host itself, so that it can be killed.
func TestMain(m *testing.M) {
	if os.Getenv("PLAY_HOST") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// startHost starts a shell that starts the host, like an engine, and gives the shell and the host's port.
func startHost(t *testing.T) (engine *exec.Cmd, port string) {
	t.Helper()
	engine = exec.Command("sh", "-c", `"$0" 127.0.0.1:1 & wait`, os.Args[0])
	engine.Env = append(os.Environ(), "PLAY_HOST=1")
	engine.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	output, err := engine.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Kill(-engine.Process.Pid, syscall.SIGKILL) })
	line := make([]byte, 16)
	n, err := output.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	return engine, strings.TrimSpace(string(line[:n]))
}
