package supervise

import "syscall"

// A process that is paused cannot read its lifeline; SIGKILL reaches it all the same.
func processAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
