package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// nodePath finds the Node.js that is first on PATH.
func nodePath() (string, error) {
	path, err := exec.LookPath("node")
	if err != nil {
		return "", errors.New("node: must be on PATH to run a Node.js program, got none")
	}
	return path, nil
}

// entryScript finds a script of @pulumi/pulumi ("run", "run-policy-pack", "run-plugin") as Node.js would from the
// given folder: in the node_modules of the folder or of one above it, else wherever Node.js resolves it to.
func entryScript(folder, name string) (string, error) {
	for at := folder; ; at = filepath.Dir(at) {
		candidate := filepath.Join(at, "node_modules", "@pulumi", "pulumi", "cmd", name)
		if _, err := os.Stat(filepath.Join(candidate, "index.js")); err == nil {
			return candidate, nil
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	return resolvedByNode(folder, name)
}

// resolvedByNode asks Node.js itself: it also knows NODE_PATH and package managers without node_modules.
func resolvedByNode(folder, name string) (string, error) {
	node, err := nodePath()
	if err != nil {
		return "", err
	}
	module := "@pulumi/pulumi/cmd/" + name
	question := exec.Command(node, "-p", "require.resolve("+fmt.Sprintf("%q", module)+")")
	question.Dir = folder
	answer, err := question.Output()
	if err != nil {
		// The engine looks for this sentence to explain a policy pack without dependencies.
		return "", fmt.Errorf("Cannot find module '%s' from %s: run npm install there", module, folder)
	}
	return strings.TrimSpace(string(answer)), nil
}
