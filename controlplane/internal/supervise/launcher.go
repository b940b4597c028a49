package supervise

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"karmate/lifeline"
)

// Launcher starts processes that end with this one, however it ends: each holds the
// reading end of a pipe whose writing end only this process has.
type Launcher struct {
	reading, writing *os.File
	requests         chan request
}

type request struct {
	command *exec.Cmd
	started chan error
}

// NewLauncher makes the pipe and the thread that forks. On Linux the kernel binds a
// parent-death signal to the forking thread, so one thread that never ends does it all.
func NewLauncher() (*Launcher, error) {
	reading, writing, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("making the lifeline: %w", err)
	}
	launcher := &Launcher{reading: reading, writing: writing, requests: make(chan request)}
	go func() {
		runtime.LockOSThread()
		for request := range launcher.requests {
			request.started <- request.command.Start()
		}
	}()
	return launcher, nil
}

// launch starts the process in a group of its own, so that Ctrl-C in the terminal
// reaches the supervisor alone; the channel tells once how the process ended.
func (l *Launcher) launch(spec Spec) (*os.Process, <-chan string, error) {
	log, err := os.OpenFile(spec.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, err
	}
	defer log.Close()
	command := exec.Command(spec.Path, spec.Args...)
	command.Stdout, command.Stderr = log, log
	command.ExtraFiles = []*os.File{l.reading}
	command.Env = append(environment(), lifeline.Env+"=3")
	fmt.Fprintf(log, "%s %s %s\n", startMark, spec.Name, time.Now().Format(time.RFC3339))
	command.SysProcAttr = processAttributes()
	started := make(chan error, 1)
	l.requests <- request{command, started}
	if err := <-started; err != nil {
		return nil, nil, err
	}
	exited := make(chan string, 1)
	go func() {
		_ = command.Wait()
		exited <- command.ProcessState.String()
	}()
	return command.Process, exited, nil
}

// environment is this process's own, without what would change how etcd and kwok run:
// both read variables in place of flags.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "ETCD_") || strings.HasPrefix(variable, "KWOK_")
	})
}
