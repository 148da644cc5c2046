//go:build unix && !linux

package main

import "syscall"

// processGroup makes the child lead its own group. This system has no death signal: a host that is killed hard
// leaves its child until that one's next call to the engine fails.
func processGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
