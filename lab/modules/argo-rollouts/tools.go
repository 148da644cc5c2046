//go:build tools

// Package tools names the program this module exists for, so that "go mod tidy" keeps its requirements.
package tools

import _ "github.com/argoproj/argo-rollouts/cmd/rollouts-controller"
