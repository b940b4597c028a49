package supervise

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"karmate/lifeline"
)

// The test binary itself plays the supervised programs, and a supervisor to be killed.
func TestMain(m *testing.M) {
	switch os.Getenv("KARMATE_TEST_ROLE") {
	case "child": // ends with its supervisor, or when asked
		lifeline.Hold()
		fmt.Println("child says hello")
		time.Sleep(time.Minute)
	case "stubborn": // ignores SIGTERM
		lifeline.Hold()
		ignoreTerm()
		time.Sleep(time.Minute)
	case "dying":
		fmt.Println("cannot go on: no such flag")
		os.Exit(3)
	case "supervisor":
		superviseUntilKilled()
	default:
		os.Exit(m.Run())
	}
}

func newTestFleet(t *testing.T) *Fleet {
	t.Helper()
	fleet, err := NewFleet(func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { fleet.StopAll("") })
	return fleet
}

func addRole(t *testing.T, fleet *Fleet, role string) *Unit {
	t.Helper()
	log := filepath.Join(t.TempDir(), role+".log")
	return mustAdd(t, fleet, Spec{Name: role, Path: "/usr/bin/env", Args: []string{"KARMATE_TEST_ROLE=" + role, os.Args[0]}, Log: log})
}

func mustAdd(t *testing.T, fleet *Fleet, spec Spec) *Unit {
	t.Helper()
	unit, err := fleet.Add(spec)
	if err != nil {
		t.Fatal(err)
	}
	return unit
}

func eventually(t *testing.T, claim string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("not within 10 s: %s", claim)
}

func isAlive(pid int) bool { return syscall.Kill(pid, 0) == nil }

func TestAProcessThatIsKilledIsStartedAgain(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "child")
	unit.Start()
	eventually(t, "it runs", func() bool { return unit.Status().State == Running })
	first := unit.Status().PID
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it runs again", func() bool { s := unit.Status(); return s.State == Running && s.PID != first })
	if status := unit.Status(); status.Restarts != 1 || status.Message != "signal: killed" {
		t.Errorf("the restart and how it ended should be told: %+v", status)
	}
}

func TestAProcessStoppedOnPurposeStaysStopped(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "child")
	unit.Start()
	eventually(t, "it runs", func() bool { return unit.Status().State == Running })
	pid := unit.Status().PID
	unit.Stop()
	time.Sleep(2 * firstPause)
	if status := unit.Status(); status.State != Stopped || status.PID != 0 || isAlive(pid) {
		t.Errorf("%+v, alive: %v", status, isAlive(pid))
	}
	unit.Start()
	eventually(t, "it runs once more", func() bool { return unit.Status().State == Running })
}

func TestAProcessThatDiesAgainAndAgainIsCountedAndItsWordsAreKept(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "dying")
	unit.Start()
	eventually(t, "three deaths", func() bool { return unit.Status().Restarts >= 3 })
	if status := unit.Status(); status.State != Failed || status.Message != "exit status 3" {
		t.Errorf("%+v", status)
	}
	if words := strings.Join(LastLines(unit.Status().Log, 1), ""); words != "cannot go on: no such flag" {
		t.Errorf("last words: %q", words)
	}
}

func TestPausesBetweenStartsGrow(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "dying")
	began := time.Now()
	unit.Start()
	eventually(t, "four deaths", func() bool { return unit.Status().Restarts >= 4 })
	if least := (1 + 2 + 4) * firstPause; time.Since(began) < least {
		t.Errorf("four starts in %s; the pauses alone should take %s", time.Since(began), least)
	}
}

func TestAProgramThatIsNotThereIsAFailureNotAPanic(t *testing.T) {
	unit := mustAdd(t, newTestFleet(t), Spec{Name: "missing", Path: "/no/such/program", Log: filepath.Join(t.TempDir(), "log")})
	unit.Start()
	eventually(t, "it has failed", func() bool { return unit.Status().State == Failed })
	if !strings.Contains(unit.Status().Message, "no such file") {
		t.Errorf("%+v", unit.Status())
	}
}

func TestAStubbornProcessIsKilledAfterTheGrace(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "stubborn")
	unit.Start()
	eventually(t, "it runs", func() bool { return unit.Status().State == Running })
	time.Sleep(200 * time.Millisecond) // until it ignores SIGTERM
	pid := unit.Status().PID
	unit.Stop()
	if isAlive(pid) {
		t.Error("it lives on")
	}
}

func TestPauseAndResumeFreezeAndContinue(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "child")
	if unit.Pause() == nil {
		t.Error("pausing what does not run should be refused")
	}
	unit.Start()
	eventually(t, "it runs", func() bool { return unit.Status().State == Running })
	if err := unit.Pause(); err != nil {
		t.Fatal(err)
	}
	if unit.Status().State != Paused || unit.Pause() == nil {
		t.Errorf("%+v", unit.Status())
	}
	if err := unit.Resume(); err != nil || unit.Status().State != Running {
		t.Errorf("%v, %+v", err, unit.Status())
	}
	_ = unit.Pause()
	unit.Stop() // a paused process can be stopped too
	if unit.Status().State != Stopped {
		t.Errorf("%+v", unit.Status())
	}
}

func TestStartBesideStopRunsOneProcess(t *testing.T) {
	unit := addRole(t, newTestFleet(t), "stubborn")
	unit.Start()
	eventually(t, "it runs", func() bool { return unit.Status().State == Running })
	time.Sleep(200 * time.Millisecond) // until it ignores SIGTERM, so that stopping takes a while
	first := unit.Status().PID
	stopped := make(chan struct{})
	go func() { unit.Stop(); close(stopped) }()
	time.Sleep(100 * time.Millisecond)
	unit.Start()
	if !isAlive(first) || unit.Status().State == Stopped {
		t.Errorf("the first should still be ending: %+v", unit.Status())
	}
	<-stopped
	eventually(t, "the second runs", func() bool { s := unit.Status(); return s.State == Running && s.PID != first })
	if isAlive(first) {
		t.Error("two processes run")
	}
}

func TestNothingStartsAfterEverythingWasStopped(t *testing.T) {
	fleet := newTestFleet(t)
	unit := addRole(t, fleet, "child")
	unit.Start()
	fleet.StopAll("")
	unit.Start()
	late := addRole(t, fleet, "dying")
	late.Start()
	time.Sleep(100 * time.Millisecond)
	if unit.Status().State != Stopped || late.Status().State != Stopped {
		t.Errorf("%+v %+v", unit.Status(), late.Status())
	}
}

func TestANameIsThereOnce(t *testing.T) {
	fleet := newTestFleet(t)
	addRole(t, fleet, "child")
	if _, err := fleet.Add(Spec{Name: "child"}); err == nil {
		t.Error("two units of one name")
	}
}
