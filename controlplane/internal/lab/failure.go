// Package lab runs a whole Karmada with its member clusters on this machine.
package lab

import (
	"errors"
	"fmt"
	"syscall"
)

// Failure is an error with the next step to take.
type Failure struct {
	Message string
	Hint    string
	Cause   error
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

func failf(hint, format string, args ...any) error {
	return &Failure{Message: fmt.Sprintf(format, args...), Hint: hint}
}
