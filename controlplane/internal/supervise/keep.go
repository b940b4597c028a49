package supervise

import (
	"fmt"
	"os"
	"syscall"
	"time"
)

// keep runs the process again whenever it dies, until stop is closed.
func (u *Unit) keep(stop, done chan struct{}) {
	defer close(done)
	pause := firstPause
	for {
		started := time.Now()
		process, exited, err := u.launcher.launch(u.spec)
		if err == nil {
			u.set(Running, process)
			select {
			case state := <-exited:
				err = fmt.Errorf("%s", state)
			case <-stop:
				end(process, exited)
				u.stopped(stop)
				return
			}
		}
		if time.Since(started) > healthy {
			pause = firstPause
		}
		u.died(err.Error(), pause)
		select {
		case <-time.After(pause):
		case <-stop:
			u.stopped(stop)
			return
		}
		pause = min(2*pause, longPause)
	}
}

func (u *Unit) set(state State, process *os.Process) {
	u.mu.Lock()
	u.state, u.process = state, process
	u.mu.Unlock()
	u.changed("")
}

// stopped ends a keep loop; when the unit has been started anew meanwhile, that counts.
func (u *Unit) stopped(stop chan struct{}) {
	u.mu.Lock()
	u.process = nil
	if u.stop == nil || u.stop == stop {
		u.state = Stopped
	}
	u.mu.Unlock()
	u.changed("")
}

func (u *Unit) died(how string, pause time.Duration) {
	u.mu.Lock()
	u.state, u.process, u.message = Failed, nil, how
	u.restarts++
	u.mu.Unlock()
	u.changed(fmt.Sprintf("%s ended (%s); it starts again in %s; its log: %s", u.spec.Name, how, pause, u.spec.Log))
}

// end asks the process to go and, when it does not, makes it. A paused process can
// only be killed or continued, so it is continued: SIGTERM is waiting for it then.
func end(process *os.Process, exited <-chan string) {
	_ = process.Signal(syscall.SIGTERM)
	_ = process.Signal(syscall.SIGCONT)
	select {
	case <-exited:
	case <-time.After(grace):
		_ = process.Kill()
		<-exited
	}
}
