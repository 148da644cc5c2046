//go:build linux

package main

import "syscall"

// processGroup makes the child lead its own group and die with this host, even when the host is killed hard.
func processGroup() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
