// Command pulumi-resource-kubernetes serves the Pulumi Kubernetes resource provider.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

// version is what the provider reports to the engine; the linker sets it.
var version = "0.0.0"

func main() {
	go exitWithEngine()
	// The schema and the Terraform mapping serve code generation alone, never an update.
	provider.Serve("kubernetes", version, []byte("{}"), []byte("{}"))
}
