//go:build tools

// Package tools names the programs this module exists for, so that "go mod tidy" keeps their requirements.
package tools

import (
	_ "github.com/prometheus/prometheus/cmd/promtool"
	_ "github.com/prometheus/prometheus/cmd/prometheus"
)
