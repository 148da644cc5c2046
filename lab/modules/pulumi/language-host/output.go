package main

import "sync"

// output turns writes into messages of one stream. A gRPC stream must not be sent to from two goroutines at once,
// and standard output and standard error are copied by one each: both share the lock.
type output struct {
	lock *sync.Mutex
	send func([]byte) error
}

func (o output) Write(content []byte) (int, error) {
	o.lock.Lock()
	defer o.lock.Unlock()
	if err := o.send(content); err != nil {
		return 0, err
	}
	return len(content), nil
}
