package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// InstallDependencies runs the program's package manager at the root of its workspace and streams what it prints.
func (h *host) InstallDependencies(
	request *pulumirpc.InstallDependenciesRequest,
	stream grpc.ServerStreamingServer[pulumirpc.InstallDependenciesResponse],
) error {
	lock := &sync.Mutex{}
	stdout := output{lock, func(content []byte) error {
		return stream.Send(&pulumirpc.InstallDependenciesResponse{Stdout: content})
	}}
	stderr := output{lock, func(content []byte) error {
		return stream.Send(&pulumirpc.InstallDependenciesResponse{Stderr: content})
	}}
	manager, err := packageManager(request.GetInfo())
	if err != nil {
		return err
	}
	folder, err := workspaceRoot(request.GetInfo().GetProgramDirectory())
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Installing dependencies...\n\n")
	command := exec.Command(manager.Name(), "install")
	command.Dir, command.Stdout, command.Stderr = folder, stdout, stderr
	process, err := h.processes.start(stream.Context(), command)
	if err != nil {
		return fmt.Errorf("cannot start %s: %w", manager.Name(), err)
	}
	err = command.Wait()
	if process.end() {
		return errStopped
	}
	if err != nil {
		return fmt.Errorf("%s install in %s: %w", manager.Name(), folder, err)
	}
	fmt.Fprintf(stdout, "Finished installing dependencies\n\n")
	return nil
}

// GetProgramDependencies reads the installed packages from the lock file of the program's package manager.
func (h *host) GetProgramDependencies(
	ctx context.Context, request *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	manager, err := packageManager(request.GetInfo())
	if err != nil {
		return nil, err
	}
	folder, err := workspaceRoot(request.GetInfo().GetProgramDirectory())
	if err != nil {
		return nil, err
	}
	packages, err := manager.ListPackages(ctx, folder, request.GetTransitiveDependencies())
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GetProgramDependenciesResponse{}
	for _, found := range packages {
		response.Dependencies = append(response.Dependencies,
			&pulumirpc.DependencyInfo{Name: found.Name, Version: found.Version})
	}
	return response, nil
}

func packageManager(info *pulumirpc.ProgramInfo) (npm.PackageManager, error) {
	chosen, err := readOptions(info.GetOptions())
	if err != nil {
		return nil, err
	}
	return npm.ResolvePackageManager(chosen.packageManager, info.GetProgramDirectory())
}

// workspaceRoot is the folder where a package manager installs: that of the workspace if the program is part of one.
func workspaceRoot(folder string) (string, error) {
	root, err := npm.FindWorkspaceRoot(folder)
	if errors.Is(err, npm.ErrNotInWorkspace) {
		return folder, nil
	}
	return root, err
}
