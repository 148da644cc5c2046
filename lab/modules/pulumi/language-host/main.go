// Command pulumi-language-nodejs lets the Pulumi engine run programs, policy packs and plugins written for Node.js.
//
// It stands in where the official language host cannot be had and keeps to what that one documents. It differs in
// one respect on purpose: no Node.js process outlives the engine, however the engine ends.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

func main() {
	if slices.Contains(os.Args[1:], "-version") {
		fmt.Println(version.Version)
		return
	}
	// The engine's end closes our standard output: writing to it must be an error, not the end of this process
	// before its children are stopped.
	signal.Ignore(syscall.SIGPIPE)
	host := &host{engine: engineAddress(os.Args[1:]), processes: newProcesses()}
	go stopOnSignal(host.processes)
	go stopWithParent(host.processes)
	if err := serve(host); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-language-nodejs:", err)
		os.Exit(1)
	}
}

// engineAddress is the only argument without a dash. The engine may put logging and tracing flags before it.
func engineAddress(args []string) string {
	flags := flag.NewFlagSet("pulumi-language-nodejs", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.String("tracing", "", "")
	flags.Bool("logtostderr", false, "")
	flags.Int("v", 0, "")
	if err := flags.Parse(args); err != nil && len(args) > 0 {
		return args[len(args)-1]
	}
	return flags.Arg(0)
}

// serve answers the engine until the server ends. The first line on standard output is the port, by contract.
func serve(host *host) error {
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{Init: func(server *grpc.Server) error {
		pulumirpc.RegisterLanguageRuntimeServer(server, host)
		return nil
	}})
	if err != nil {
		return err
	}
	fmt.Println(handle.Port)
	return <-handle.Done
}
