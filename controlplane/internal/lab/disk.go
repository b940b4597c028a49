package lab

import (
	"fmt"
	"syscall"
)

// A lab writes some 60 MB at its first start and grows with use; etcd stops for good
// when it meets a full disk, so too little room is refused before anything starts.
const neededBytes = 256 << 20

func checkRoom(dir string, needed uint64) error {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(dir, &stat); err != nil {
		return fmt.Errorf("asking how much room %s has: %w", dir, err)
	}
	free := uint64(stat.Bavail) * uint64(stat.Bsize)
	if free < needed {
		return &Failure{
			Message: fmt.Sprintf("%s has %d MiB left, a lab needs %d MiB", dir, free>>20, needed>>20),
			Cause:   syscall.ENOSPC, Hint: "make room there, or choose another directory with --dir",
		}
	}
	return nil
}
