// Package lab runs a whole Karmada with its member clusters on this machine.
package lab

import (
	"errors"
	"fmt"
	"syscall"

	"karmate/controlplane/internal/supervise"
)

// Failure is an error with the next step to take.
type Failure struct {
	Kind    Kind
	Message string
	Hint    string
	Cause   error
}

// Kind tells whose move it is: the HTTP status of the control protocol and the exit code
// follow from it.
type Kind int

const (
	Broken   Kind = iota // the lab could not do it
	Wrong                // what was asked for cannot be
	Missing              // what was named is not there
	Conflict             // something else holds it
)

// KindOf gives the kind of any error.
func KindOf(err error) Kind {
	var failure *Failure
	switch {
	case errors.As(err, &failure):
		return failure.Kind
	case errors.Is(err, supervise.ErrUnknown):
		return Missing
	case errors.Is(err, supervise.ErrWrongState):
		return Conflict
	}
	return Broken
}

func (f *Failure) Error() string {
	if f.Cause == nil {
		return f.Message
	}
	return f.Message + ": " + f.Cause.Error()
}

func (f *Failure) Unwrap() error { return f.Cause }

// ErrHeld: another supervisor runs on this directory.
var ErrHeld = errors.New("a lab is running there already")

// Explain gives the hint of an error, if one is known for it.
func Explain(err error) string {
	var failure *Failure
	switch {
	case errors.As(err, &failure) && failure.Hint != "":
		return failure.Hint
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full: make room, or choose another directory with --dir"
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EROFS):
		return "choose a directory you may write to with --dir"
	}
	return ""
}

func failf(kind Kind, hint, format string, args ...any) error {
	return &Failure{Kind: kind, Message: fmt.Sprintf(format, args...), Hint: hint}
}
