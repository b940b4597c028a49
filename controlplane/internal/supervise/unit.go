// Package supervise keeps processes running: it starts them, restarts those that die
// with growing pauses, stops and pauses them on request, and leaves none behind.
package supervise

import (
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"
)

// State is what a unit is doing.
type State string

const (
	Starting State = "starting"
	Running  State = "running"
	Stopped  State = "stopped" // on request; it stays so
	Paused   State = "paused"  // SIGSTOP
	Failed   State = "failed"  // it died, and waits for its next start
)

// Spec says what to run.
type Spec struct {
	Name string
	Path string
	Args []string
	Log  string // file that stdout and stderr are appended to
}

// Status is a unit at one moment.
type Status struct {
	Name     string `json:"name"`
	PID      int    `json:"pid,omitempty"`
	State    State  `json:"state"`
	Restarts int    `json:"restarts"`
	Log      string `json:"log"`
	Message  string `json:"message,omitempty"` // how it ended last
}

// Unit is one supervised process.
type Unit struct {
	spec     Spec
	launcher *Launcher
	changed  func(message string) // told of each change; with a message when it died

	mu       sync.Mutex
	state    State
	process  *os.Process
	restarts int
	message  string
	closed   bool          // it is never started again
	stop     chan struct{} // closed to end the current keep loop
	done     chan struct{} // closed when that loop has ended
}

const (
	firstPause = 250 * time.Millisecond
	longPause  = 30 * time.Second
	healthy    = 30 * time.Second // running this long shortens the pauses again
	grace      = 2 * time.Second  // between SIGTERM and SIGKILL
)

// Start runs the process until Stop; started already, it does nothing.
func (u *Unit) Start() {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.stop != nil || u.closed {
		return
	}
	before, stop, done := u.done, make(chan struct{}), make(chan struct{})
	u.stop, u.done, u.message, u.state = stop, done, "", Starting
	go func() {
		if before != nil {
			<-before // a process that is still ending goes first
		}
		u.keep(stop, done)
	}()
}

// Stop ends the process, with SIGKILL if it does not end by itself, and waits for that.
func (u *Unit) Stop() {
	u.mu.Lock()
	stop, done := u.stop, u.done
	u.stop = nil
	u.mu.Unlock()
	if stop != nil {
		close(stop)
	}
	if done != nil {
		<-done
	}
}

// close stops the process for good.
func (u *Unit) close() {
	u.mu.Lock()
	u.closed = true
	u.mu.Unlock()
	u.Stop()
}

// Pause freezes the process (SIGSTOP): its sockets stay open and nothing answers.
func (u *Unit) Pause() error { return u.signal(syscall.SIGSTOP, Running, Paused) }

// Resume lets a paused process go on.
func (u *Unit) Resume() error { return u.signal(syscall.SIGCONT, Paused, Running) }

func (u *Unit) signal(signal syscall.Signal, from, to State) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.state != from || u.process == nil {
		return fmt.Errorf("%w: %s is %s, not %s", ErrWrongState, u.spec.Name, u.state, from)
	}
	if err := u.process.Signal(signal); err != nil {
		return fmt.Errorf("%s: %w", u.spec.Name, err)
	}
	u.state = to
	return nil
}

// Status tells how the unit is.
func (u *Unit) Status() Status {
	u.mu.Lock()
	defer u.mu.Unlock()
	status := Status{Name: u.spec.Name, State: u.state, Restarts: u.restarts, Log: u.spec.Log, Message: u.message}
	if u.process != nil {
		status.PID = u.process.Pid
	}
	return status
}
