package supervise

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

func TestNoProcessOutlivesASupervisorThatIsKilled(t *testing.T) {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), "KARMATE_TEST_ROLE=supervisor", "KARMATE_TEST_DIR="+t.TempDir())
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var running, paused int
	if _, err := fmt.Sscan(line, &running, &paused); err != nil || !isAlive(running) || !isAlive(paused) {
		t.Fatalf("%q: %v", line, err)
	}
	_ = command.Process.Kill()
	_ = command.Wait()
	eventually(t, "both children are gone, the paused one too", func() bool { return !isAlive(running) && !isAlive(paused) })
}

func superviseUntilKilled() {
	fleet, err := NewFleet(func(string) {})
	if err != nil {
		panic(err)
	}
	pids := []any{}
	for _, name := range []string{"running", "paused"} {
		unit, _ := fleet.Add(Spec{
			Name: name, Path: "/usr/bin/env", Args: []string{"KARMATE_TEST_ROLE=child", os.Args[0]},
			Log: filepath.Join(os.Getenv("KARMATE_TEST_DIR"), name),
		})
		unit.Start()
		for unit.Status().State != Running || len(LastLines(unit.Status().Log, 1)) == 0 {
			time.Sleep(10 * time.Millisecond)
		}
		if name == "paused" {
			_ = unit.Pause()
		}
		pids = append(pids, unit.Status().PID)
	}
	fmt.Println(pids...)
	time.Sleep(time.Minute)
}
