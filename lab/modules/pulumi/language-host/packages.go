package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// manifest is the part of a package.json that says which provider a package needs.
type manifest struct {
	Name    string                  `json:"name"`
	Version string                  `json:"version"`
	Pulumi  plugin.PulumiPluginJSON `json:"pulumi"`
}

// GetRequiredPackages lists the providers of every package under the program's node_modules whose package.json says
// `"pulumi": {"resource": true}`. A package that cannot be read is left out: the program fails on it soon enough,
// with a better message.
func (h *host) GetRequiredPackages(
	_ context.Context, request *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	response := &pulumirpc.GetRequiredPackagesResponse{}
	seen := map[string]bool{}
	for _, path := range manifestsUnder(filepath.Join(request.GetInfo().GetProgramDirectory(), "node_modules")) {
		found, ok := readManifest(path)
		if !ok {
			continue
		}
		required, err := requiredPackage(found)
		if err != nil {
			fmt.Fprintf(os.Stderr, "package %q: %v\n", found.Name, err)
			continue
		}
		if key := required.GetName() + "@" + required.GetVersion(); !seen[key] {
			seen[key] = true
			response.Packages = append(response.Packages, required)
		}
	}
	return response, nil
}

// manifestsUnder gives the package.json of each package in a node_modules folder and in those nested in it. It looks
// where packages stand and nowhere else: reading whole package trees would take seconds.
func manifestsUnder(nodeModules string) []string {
	entries, err := os.ReadDir(nodeModules)
	if err != nil {
		return nil
	}
	var paths []string
	for _, entry := range entries {
		path := filepath.Join(nodeModules, entry.Name())
		switch {
		case strings.HasPrefix(entry.Name(), "."), !isFolder(path, entry):
		case strings.HasPrefix(entry.Name(), "@"):
			paths = append(paths, manifestsUnder(path)...)
		default:
			paths = append(paths, filepath.Join(path, "package.json"))
			// A linked package has its dependencies elsewhere; following it could go round in circles.
			if entry.IsDir() {
				paths = append(paths, manifestsUnder(filepath.Join(path, "node_modules"))...)
			}
		}
	}
	return paths
}

func isFolder(path string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.IsDir()
	}
	target, err := os.Stat(path)
	return err == nil && target.IsDir()
}

func readManifest(path string) (manifest, bool) {
	var read manifest
	content, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(content, &read) != nil {
		return manifest{}, false
	}
	return read, read.Pulumi.Resource
}

// requiredPackage applies Pulumi's naming rules: a package of the @pulumi scope lends its plugin its own name, any
// other one must name it.
func requiredPackage(of manifest) (*pulumirpc.PackageDependency, error) {
	name, isOfficial := of.Pulumi.Name, false
	if name == "" {
		if name, isOfficial = strings.CutPrefix(of.Name, "@pulumi/"); !isOfficial {
			return nil, fmt.Errorf(`must name its plugin as "pulumi": {"name": …} in package.json, got none`)
		}
	}
	version := of.Pulumi.Version
	if version == "" {
		version = of.Version
	}
	if version == "" {
		return nil, fmt.Errorf(`must have a "version" in package.json, got none`)
	}
	required := &pulumirpc.PackageDependency{
		Name: name, Kind: "resource", Version: "v" + strings.TrimPrefix(version, "v"), Server: of.Pulumi.Server,
		Parameterization: parameterization(of.Pulumi.Parameterization),
		Extension:        parameterization(of.Pulumi.ExtensionParameterization),
	}
	return required, nil
}

func parameterization(of *plugin.PulumiParameterizationJSON) *pulumirpc.PackageParameterization {
	if of == nil {
		return nil
	}
	return &pulumirpc.PackageParameterization{Name: of.Name, Version: of.Version, Value: of.Value}
}
