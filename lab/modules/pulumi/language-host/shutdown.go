package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

const parentPoll = 200 * time.Millisecond

// stopOnSignal ends the host cleanly: the engine interrupts it at the end of every run and on Ctrl-C.
func stopOnSignal(running *processes) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	<-signals
	running.stopAll()
	os.Exit(0)
}

// stopWithParent ends the host once the engine that started it is gone: an engine that was killed hard says nothing,
// but its children get another parent. Asking is portable; a death signal would also come when merely the engine's
// starting thread ends.
func stopWithParent(running *processes) {
	parent := os.Getppid()
	for range time.Tick(parentPoll) {
		if os.Getppid() != parent {
			running.stopAll()
			os.Exit(1)
		}
	}
}
