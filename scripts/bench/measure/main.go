// Measure runs a command to its end and says on stdout, as one JSON object, how long it took and how much memory it
// had at its peak. It is small itself on purpose: a child's peak begins with that of the process that forked it.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

type measured struct {
	WallS   float64 `json:"wall_s"`
	UserS   float64 `json:"user_s"`
	SysS    float64 `json:"sys_s"`
	PeakMiB float64 `json:"peak_mib"`
	Exit    int     `json:"exit"`
	Stderr  string  `json:"stderr"`
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: measure COMMAND [ARGUMENT...]")
		os.Exit(2)
	}
	result, err := measure(os.Args[1:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(result)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func measure(command []string) (measured, error) {
	said := &tail{}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stderr = said
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		return measured{}, err
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return measured{}, errors.New("this system does not say what a process has used")
	}
	return measured{
		WallS:   wall.Seconds(),
		UserS:   cmd.ProcessState.UserTime().Seconds(),
		SysS:    cmd.ProcessState.SystemTime().Seconds(),
		PeakMiB: float64(usage.Maxrss) * unit() / (1 << 20),
		Exit:    cmd.ProcessState.ExitCode(),
		Stderr:  string(said.text),
	}, nil
}

// unit is what ru_maxrss counts in: kilobytes on Linux, bytes on macOS.
func unit() float64 {
	if runtime.GOOS == "darwin" {
		return 1
	}
	return 1024
}

// tail keeps the end of what is written to it.
type tail struct{ text []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 2000
	t.text = append(t.text, p...)
	if len(t.text) > most {
		t.text = append([]byte(nil), t.text[len(t.text)-most:]...)
	}
	return len(p), nil
}
