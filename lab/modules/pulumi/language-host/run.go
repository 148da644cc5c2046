package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// errorAlreadyShown is the exit code by which the run script says that the user has seen the error already.
const errorAlreadyShown = 32

// Run executes a program to its end. An error of the program is part of the answer, an error of ours is not.
func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	if request.GetAttachDebugger() {
		return nil, status.Error(codes.Unimplemented, "this language host cannot attach a debugger")
	}
	command, err := h.programCommand(request)
	if err != nil {
		return nil, err
	}
	// The engine shows our own streams as the program's output. They are copied, not inherited: Node.js may switch an
	// inherited pipe to non-blocking mode, for us as well.
	command.Stdout, command.Stderr = struct{ io.Writer }{os.Stdout}, struct{ io.Writer }{os.Stderr}
	process, err := h.processes.start(ctx, command)
	if errors.Is(err, errStopped) {
		return nil, status.Error(codes.Canceled, errStopped.Error())
	}
	if err != nil {
		return nil, fmt.Errorf("cannot start node: %w", err)
	}
	err = command.Wait()
	if process.end() {
		return nil, status.Error(codes.Canceled, errStopped.Error())
	}
	return programResult(err)
}

func programResult(err error) (*pulumirpc.RunResponse, error) {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return &pulumirpc.RunResponse{}, nil
	case !errors.As(err, &exit):
		return nil, err
	case exit.ExitCode() == errorAlreadyShown:
		return &pulumirpc.RunResponse{Bail: true}, nil
	case exit.Exited():
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("Program exited with non-zero exit code: %d", exit.ExitCode())}, nil
	default:
		return &pulumirpc.RunResponse{Error: "Program exited unexpectedly: " + exit.String()}, nil
	}
}

// programCommand is the command line and environment that @pulumi/pulumi/cmd/run expects.
func (h *host) programCommand(request *pulumirpc.RunRequest) (*exec.Cmd, error) {
	info := request.GetInfo()
	chosen, err := readOptions(info.GetOptions())
	if err != nil {
		return nil, err
	}
	node, err := nodePath()
	if err != nil {
		return nil, err
	}
	script, err := entryScript(info.GetProgramDirectory(), "run")
	if err != nil {
		return nil, err
	}
	config, err := configuration(request.GetConfig(), request.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	command := exec.Command(node, append(append(chosen.nodeArgs, script), h.programArguments(request)...)...)
	command.Dir = info.GetProgramDirectory()
	command.Env = append(append(os.Environ(), chosen.environment()...), config...)
	return command, nil
}

func (h *host) programArguments(request *pulumirpc.RunRequest) []string {
	arguments := []string{}
	flag := func(name, value string) {
		if value != "" {
			arguments = append(arguments, "--"+name, value)
		}
	}
	flag("monitor", request.GetMonitorAddress())
	flag("engine", h.engine)
	flag("organization", request.GetOrganization())
	flag("project", request.GetProject())
	flag("stack", request.GetStack())
	flag("root-directory", request.GetInfo().GetRootDirectory())
	flag("pwd", request.GetInfo().GetProgramDirectory())
	flag("parallel", strconv.Itoa(int(request.GetParallel())))
	if request.GetDryRun() {
		arguments = append(arguments, "--dry-run")
	}
	entry := request.GetInfo().GetEntryPoint()
	if entry == "" {
		entry = "."
	}
	return append(append(arguments, entry), request.GetArgs()...)
}

// configuration is how a program learns its configuration and which of its keys are secret. The keys go out as the
// engine writes them, "namespace:name", because the program looks secret keys up in that form.
func configuration(values map[string]string, secretKeys []string) ([]string, error) {
	if values == nil {
		values = map[string]string{}
	}
	if secretKeys == nil {
		secretKeys = []string{}
	}
	valuesText, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	keysText, err := json.Marshal(secretKeys)
	if err != nil {
		return nil, err
	}
	return []string{"PULUMI_CONFIG=" + string(valuesText), "PULUMI_CONFIG_SECRET_KEYS=" + string(keysText)}, nil
}
