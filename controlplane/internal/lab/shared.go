package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// sharedFolder is where the labs of one user know of each other: the sockets of those
// with a long path, and who has which ports. It is not below TMPDIR, which differs
// between a user's shells.
func sharedFolder() string { return filepath.Join("/tmp", fmt.Sprintf("karmate-%d", os.Getuid())) }

// makePrivate makes a folder that nobody else can enter, or refuses one that they can:
// in /tmp another user might have made it first.
func makePrivate(folder string) error {
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	stat, _ := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm()&0o077 != 0 || stat == nil || int(stat.Uid) != os.Getuid() {
		return failf(Broken, "see who made it: ls -ld "+folder, "%s is not a folder that only you can enter", folder)
	}
	return nil
}

// withPortsOfOthers calls use with the ports that the user's other labs keep, running or
// not, and then notes those of this one. Only one lab at a time is in here.
func withPortsOfOthers(shared, dir string, use func(taken map[int]bool) ([]int, error)) error {
	if err := makePrivate(shared); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(shared, "ports.json"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	portsOf := map[string][]int{}
	_ = json.NewDecoder(file).Decode(&portsOf) // damaged: as if nobody had any
	taken := map[int]bool{}
	for other, ports := range portsOf {
		if _, err := os.Stat(other); err != nil {
			delete(portsOf, other)
		} else if other != dir {
			for _, port := range ports {
				taken[port] = true
			}
		}
	}
	if portsOf[dir], err = use(taken); err != nil {
		return err
	}
	text, err := json.Marshal(portsOf)
	if err != nil {
		return err
	}
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err = file.WriteAt(text, 0)
	return err
}
