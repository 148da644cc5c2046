package main

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"sync"
	"syscall"
	"time"
)

// stopGrace is how long a process may take to end after SIGINT. The engine gives this host five seconds before it
// kills it, so ours must be shorter.
const stopGrace = 2 * time.Second

const exitPoll = 20 * time.Millisecond

// errStopped is the answer to a call whose process was stopped by Cancel or by the end of this host.
var errStopped = errors.New("stopped because the engine cancelled the operation")

// processes are the Node.js processes that this host has started and not yet seen end.
type processes struct {
	lock    sync.Mutex
	running map[*process]struct{}
	closed  bool
}

// process is one child, the leader of its own process group: signals reach everything that it started itself.
type process struct {
	command *exec.Cmd
	owner   *processes
	ended   chan struct{}
	stop    sync.Once
	stopped bool
}

func newProcesses() *processes {
	return &processes{running: map[*process]struct{}{}}
}

// start runs the command in its own process group. When the context ends, the group is stopped.
// The caller must call end once the command has been waited for.
func (p *processes) start(ctx context.Context, command *exec.Cmd) (*process, error) {
	child := &process{command: command, owner: p, ended: make(chan struct{})}
	command.SysProcAttr = processGroup()
	// A grandchild that keeps our pipe open must not keep the call open.
	command.WaitDelay = stopGrace
	started := make(chan error)
	// Linux sends the death signal of a child when the *thread* that started it ends, so that thread must live as
	// long as the child does.
	go func() {
		runtime.LockOSThread()
		started <- p.register(child)
		<-child.ended
	}()
	if err := <-started; err != nil {
		close(child.ended)
		return nil, err
	}
	go func() {
		select {
		case <-ctx.Done():
			child.terminate()
		case <-child.ended:
		}
	}()
	return child, nil
}

// register starts the child while the list is locked, so that none can slip in after stopAll.
func (p *processes) register(child *process) error {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.closed {
		return errStopped
	}
	if err := child.command.Start(); err != nil {
		return err
	}
	p.running[child] = struct{}{}
	return nil
}

// stopAll stops every process and refuses new ones; it returns when all are gone.
func (p *processes) stopAll() {
	p.lock.Lock()
	p.closed = true
	var all sync.WaitGroup
	for child := range p.running {
		all.Add(1)
		go func() {
			defer all.Done()
			child.terminate()
		}()
	}
	p.lock.Unlock()
	all.Wait()
}

// terminate asks the group to end, waits for the grace period, then kills what is left of it.
func (c *process) terminate() {
	c.stop.Do(func() {
		c.owner.lock.Lock()
		c.stopped = true
		c.owner.lock.Unlock()
		group := -c.command.Process.Pid
		_ = syscall.Kill(group, syscall.SIGINT)
		for deadline := time.Now().Add(stopGrace); time.Now().Before(deadline); time.Sleep(exitPoll) {
			if errors.Is(syscall.Kill(group, 0), syscall.ESRCH) {
				return
			}
		}
		_ = syscall.Kill(group, syscall.SIGKILL)
	})
}

// end forgets a process that has been waited for and says whether it was stopped by us.
func (c *process) end() (stopped bool) {
	c.owner.lock.Lock()
	defer c.owner.lock.Unlock()
	delete(c.owner.running, c)
	close(c.ended)
	return c.stopped
}
