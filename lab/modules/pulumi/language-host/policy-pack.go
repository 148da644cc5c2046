package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// runPolicyPack starts a pack behind Pulumi's own proxy. Packs read the stack's configuration from the environment
// when they start, but the engine sends it by call only after the plugin has answered with a port: the proxy answers
// in its place, and the pack starts once its configuration is known.
func (h *host) runPolicyPack(ctx context.Context, run pluginRun) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	// The proxy's server lives as long as this context.
	defer cancel()
	folder := run.request.GetInfo().GetProgramDirectory()
	command, err := pluginCommand(run.request, "run-policy-pack", append(run.request.GetArgs(), asFolder(folder)))
	if err != nil {
		return 0, err
	}
	proxy, packOutput, err := sdk.NewPolicyProxy(ctx, run.stdout)
	if err != nil {
		return 0, err
	}
	stack, err := proxy.AwaitConfiguration(ctx)
	if err != nil {
		return 0, err
	}
	about, err := stackEnvironment(stack)
	if err != nil {
		return 0, err
	}
	command.Dir = folder
	command.Env = append(command.Env, about...)
	command.Stdout, command.Stderr = packOutput, run.stderr
	process, err := h.processes.start(ctx, command)
	if err != nil {
		return 0, err
	}
	err = proxy.Attach(ctx, command)
	// Attach returns as soon as the call is cancelled, possibly before the pack has ended.
	if ctx.Err() != nil {
		process.terminate()
	}
	if process.end() {
		return 0, errStopped
	}
	if errors.Is(err, context.Canceled) {
		return 0, errStopped
	}
	return exitCode(err)
}

// stackEnvironment is what a pack may know about the stack; nil (such as for "policy publish") means nothing.
func stackEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	variables, err := configuration(stack.GetConfig(), stack.GetConfigSecretKeys())
	if err != nil {
		return nil, fmt.Errorf("stack configuration: %w", err)
	}
	for _, prefix := range []string{"PULUMI_NODEJS_", "PULUMI_"} {
		variables = append(variables,
			prefix+"ORGANIZATION="+stack.GetOrganization(),
			prefix+"PROJECT="+stack.GetProject(),
			prefix+"STACK="+stack.GetStack(),
			prefix+"DRY_RUN="+strconv.FormatBool(stack.GetDryRun()))
	}
	return variables, nil
}
