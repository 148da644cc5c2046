package main

import (
	"os"
	"time"
)

const watchInterval = 250 * time.Millisecond

// exitWithEngine ends this process once the engine that started it is gone. An engine that was killed hard
// cannot say goodbye, and a provider left behind would finish writes that nobody records any more.
func exitWithEngine() {
	engine := os.Getppid()
	for range time.Tick(watchInterval) {
		if os.Getppid() != engine {
			os.Exit(1)
		}
	}
}
