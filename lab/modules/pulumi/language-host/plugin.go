package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const analyzerKind = "analyzer"

// pluginRun is one running plugin: the request and where its output goes.
type pluginRun struct {
	request        *pulumirpc.RunPluginRequest
	stdout, stderr io.Writer
}

// RunPlugin executes a policy pack (kind "analyzer") or a provider written for Node.js, streams what it prints and
// ends with its exit code.
func (h *host) RunPlugin(
	request *pulumirpc.RunPluginRequest, stream grpc.ServerStreamingServer[pulumirpc.RunPluginResponse],
) error {
	if request.GetAttachDebugger() {
		return status.Error(codes.Unimplemented, "this language host cannot attach a debugger")
	}
	lock := &sync.Mutex{}
	run := pluginRun{
		request: request,
		stdout: output{lock, func(content []byte) error {
			return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: content}})
		}},
		stderr: output{lock, func(content []byte) error {
			return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: content}})
		}},
	}
	code, err := h.runPlugin(stream.Context(), run)
	if errors.Is(err, errStopped) {
		return status.Error(codes.Canceled, errStopped.Error())
	}
	if err != nil {
		return err
	}
	lock.Lock()
	defer lock.Unlock()
	return stream.Send(&pulumirpc.RunPluginResponse{
		Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(code)},
	})
}

func (h *host) runPlugin(ctx context.Context, run pluginRun) (int, error) {
	if run.request.GetKind() == analyzerKind {
		return h.runPolicyPack(ctx, run)
	}
	folder := run.request.GetInfo().GetProgramDirectory()
	command, err := pluginCommand(run.request, "run-plugin", append([]string{asFolder(folder)}, run.request.GetArgs()...))
	if err != nil {
		return 0, err
	}
	command.Dir = run.request.GetPwd()
	command.Stdout, command.Stderr = run.stdout, run.stderr
	process, err := h.processes.start(ctx, command)
	if err != nil {
		return 0, err
	}
	err = command.Wait()
	if process.end() {
		return 0, errStopped
	}
	return exitCode(err)
}

// pluginCommand runs the named script of @pulumi/pulumi with the plugin's own options and the engine's environment.
func pluginCommand(request *pulumirpc.RunPluginRequest, script string, arguments []string) (*exec.Cmd, error) {
	chosen, err := readOptions(request.GetInfo().GetOptions())
	if err != nil {
		return nil, err
	}
	node, err := nodePath()
	if err != nil {
		return nil, err
	}
	path, err := entryScript(request.GetInfo().GetProgramDirectory(), script)
	if err != nil {
		return nil, err
	}
	command := exec.Command(node, append(append(chosen.nodeArgs, path), arguments...)...)
	command.Env = append(append(os.Environ(), request.GetEnv()...), chosen.environment()...)
	return command, nil
}

// asFolder ends a path with a slash. Without it, Node.js would prefer a file "pack.json" that stands beside "pack".
func asFolder(path string) string {
	return strings.TrimSuffix(path, "/") + "/"
}

// exitCode turns the end of a process into its code; only a process that never ran properly is an error.
func exitCode(err error) (int, error) {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}
