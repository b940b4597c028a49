//go:build unix && !linux

package supervise

import "syscall"

// A paused process whose group loses its parent gets SIGHUP and SIGCONT from the kernel.
func processAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true}
}
