// Package lifeline ends a process when the supervisor that started it is gone.
//
// The supervisor holds the writing end of a pipe and never writes; each child holds
// the reading end. However the supervisor ends, kill -9 included, the kernel closes
// its end and every child reads EOF. This works alike on Linux and macOS, where a
// parent-death signal does not exist (and on Linux is bound to the forking thread).
package lifeline

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
)

// Env names the variable that holds the number of the inherited file descriptor.
const Env = "KARMATE_LIFELINE_FD"

// ExitCode is how a process ends that lost its supervisor (128 + SIGHUP).
const ExitCode = 129

// Hold returns at once; the process ends as soon as the supervisor is gone.
// Without the variable (started by hand) it does nothing. A component calls it
// first of all, before anything that can block.
func Hold() {
	value, set := os.LookupEnv(Env)
	if !set {
		return
	}
	fd, err := strconv.Atoi(value)
	if err != nil || fd < 3 {
		fmt.Fprintf(os.Stderr, "%s=%q is not a file descriptor\n", Env, value)
		os.Exit(2)
	}
	_ = os.Unsetenv(Env) // what this process starts itself has no part in it
	syscall.CloseOnExec(fd)
	pipe := os.NewFile(uintptr(fd), "lifeline")
	go func() {
		_, _ = io.Copy(io.Discard, pipe)
		os.Exit(ExitCode)
	}()
}
