package lab

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// lock holds the directory for this process, until it ends in whatever way.
func lock(dir string) (*os.File, error) {
	path := filepath.Join(dir, "lock")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		holder, _ := io.ReadAll(file)
		_ = file.Close()
		return nil, &Failure{
			Kind:    Conflict,
			Message: fmt.Sprintf("%s is in use by process %s", dir, strings.TrimSpace(string(holder))),
			Hint:    "stop it first, or use another --dir",
			Cause:   ErrHeld,
		}
	}
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", path, err)
	}
	if err := file.Truncate(0); err != nil {
		return nil, err
	}
	_, err = file.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return file, err
}
