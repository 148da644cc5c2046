package main

import (
	"fmt"

	"github.com/google/shlex"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	"google.golang.org/protobuf/types/known/structpb"
)

// options are the "runtime: options:" of Pulumi.yaml, PulumiPolicy.yaml or PulumiPlugin.yaml.
type options struct {
	// typescript says whether ts-node is registered; true unless switched off.
	typescript bool
	// tsconfig is the path of a TypeScript configuration, relative to the program; empty for tsconfig.json.
	tsconfig string
	// nodeArgs come before the script on the command line of Node.js.
	nodeArgs []string
	// packageManager is npm, yarn, pnpm or bun; empty or auto lets the lock file decide.
	packageManager npm.PackageManagerType
}

func readOptions(given *structpb.Struct) (options, error) {
	read := options{typescript: true}
	fields := given.GetFields()
	if value, ok := fields["typescript"]; ok {
		flag, isBool := value.GetKind().(*structpb.Value_BoolValue)
		if !isBool {
			return read, fmt.Errorf(`runtime option "typescript": must be true or false, got %v`, value.AsInterface())
		}
		read.typescript = flag.BoolValue
	}
	for name, target := range map[string]*string{"tsconfig": &read.tsconfig} {
		if err := readText(fields, name, target); err != nil {
			return read, err
		}
	}
	var line, manager string
	if err := readText(fields, "nodeargs", &line); err != nil {
		return read, err
	}
	words, err := shlex.Split(line)
	if err != nil {
		return read, fmt.Errorf(`runtime option "nodeargs": must be words with balanced quotes, got %q`, line)
	}
	read.nodeArgs = words
	if err := readText(fields, "packagemanager", &manager); err != nil {
		return read, err
	}
	switch manager {
	case "", "auto", "npm", "yarn", "pnpm", "bun":
		read.packageManager = npm.PackageManagerType(manager)
	default:
		return read, fmt.Errorf(`runtime option "packagemanager": must be auto, npm, yarn, pnpm or bun, got %q`, manager)
	}
	return read, nil
}

func readText(fields map[string]*structpb.Value, name string, target *string) error {
	value, ok := fields[name]
	if !ok {
		return nil
	}
	text, isText := value.GetKind().(*structpb.Value_StringValue)
	if !isText {
		return fmt.Errorf("runtime option %q: must be text, got %v", name, value.AsInterface())
	}
	*target = text.StringValue
	return nil
}

// environment is what the Node.js scripts of @pulumi/pulumi read these options from.
func (o options) environment() []string {
	var variables []string
	if o.typescript {
		variables = append(variables, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if o.tsconfig != "" {
		variables = append(variables, "PULUMI_NODEJS_TSCONFIG_PATH="+o.tsconfig)
	}
	return variables
}
