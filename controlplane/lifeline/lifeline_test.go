package lifeline

import (
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if os.Getenv("KARMATE_TEST_CHILD") != "" {
		Hold()
		time.Sleep(time.Minute)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func startChild(t *testing.T, environment ...string) (*exec.Cmd, *os.File) {
	t.Helper()
	reading, writing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(os.Args[0])
	command.Env = append(append(os.Environ(), "KARMATE_TEST_CHILD=1"), environment...)
	command.ExtraFiles = []*os.File{reading}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	_ = reading.Close()
	return command, writing
}

func waitCode(command *exec.Cmd) int {
	var exit *exec.ExitError
	if err := command.Wait(); errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

func TestAProcessEndsWhenTheOtherEndIsClosed(t *testing.T) {
	command, writing := startChild(t, Env+"=3")
	_ = writing.Close()
	if code := waitCode(command); code != ExitCode {
		t.Errorf("exit code %d", code)
	}
}

func TestWithoutTheVariableAProcessGoesOn(t *testing.T) {
	command, writing := startChild(t)
	_ = writing.Close()
	ended := make(chan int, 1)
	go func() { ended <- waitCode(command) }()
	select {
	case code := <-ended:
		t.Errorf("it ended with %d", code)
	case <-time.After(300 * time.Millisecond):
	}
}

func TestAVariableThatIsNoDescriptorIsRefused(t *testing.T) {
	command, _ := startChild(t, Env+"=stdin")
	if code := waitCode(command); code != 2 {
		t.Errorf("exit code %d", code)
	}
}
