package lab

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestSettingsAreThereAgainInTheNextRun(t *testing.T) {
	dir := t.TempDir()
	settings, err := loadSettings(dir, "v1.18.2")
	if err != nil {
		t.Fatal(err)
	}
	settings.Members = []Member{{Name: "test1", Nodes: Nodes{Count: 3, CPU: "4", Labels: map[string]string{"a": "b"}}}}
	if err := errors.Join(settings.claimPorts([]string{"test1/apiserver"}, 0), settings.save(dir)); err != nil {
		t.Fatal(err)
	}
	again, err := loadSettings(dir, "v1.18.2")
	if err != nil || fmt.Sprint(again) != fmt.Sprint(settings) {
		t.Errorf("%v\n%+v\n%+v", err, again, settings)
	}
	if info, err := os.Stat(settingsPath(dir)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestDataOfAnotherVersionAreRefusedWithAWayOut(t *testing.T) {
	dir := t.TempDir()
	if err := (&Settings{Karmada: "v1.10.7"}).save(dir); err != nil {
		t.Fatal(err)
	}
	_, err := loadSettings(dir, "v1.18.2")
	if err == nil || !strings.Contains(err.Error(), "v1.10.7") || !strings.Contains(Explain(err), "--dir") {
		t.Errorf("%v; %s", err, Explain(err))
	}
}

func TestDamagedSettingsAreNamedByPath(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(settingsPath(dir), []byte("{half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := loadSettings(dir, "v1.18.2"); err == nil || !strings.Contains(err.Error(), settingsPath(dir)) {
		t.Errorf("%v", err)
	}
}

func TestPortsAreDifferentFreeAndBelowTheEphemeralOnes(t *testing.T) {
	settings := &Settings{Ports: map[string]int{}}
	names := []string{}
	for i := range 40 {
		names = append(names, fmt.Sprint("p", i))
	}
	if err := settings.claimPorts(names, 0); err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for name, port := range settings.Ports {
		if seen[port] || port < lowestPort || port > highestPort {
			t.Errorf("%s: %d", name, port)
		}
		seen[port] = true
	}
}

func TestAPortTakenSinceIsAClearError(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	settings := &Settings{Ports: map[string]int{"karmada/apiserver": port}}
	err = settings.claimPorts([]string{"karmada/apiserver"}, 200*time.Millisecond)
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("port %d of karmada/apiserver", port)) || !strings.Contains(Explain(err), "lsof") {
		t.Errorf("%v; %s", err, Explain(err))
	}
}

func TestALockIsHeldOnceAndItsHolderNamed(t *testing.T) {
	dir := t.TempDir()
	first, err := lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = lock(dir)
	if !errors.Is(err, ErrHeld) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("%v", err)
	}
	_ = first.Close()
	if second, err := lock(dir); err != nil {
		t.Error(err)
	} else {
		_ = second.Close()
	}
}

func TestNamesOfMembersAreChecked(t *testing.T) {
	for name, valid := range map[string]bool{
		"test1": true, "a": true, "eu-west-1": true, "": false, "Test": false, "-a": false, "a-": false, "karmada": false,
		"etcd": false, "../x": false, "a/b": false, strings.Repeat("a", 32): true, strings.Repeat("a", 33): false,
	} {
		if err := checkMemberName(name); (err == nil) != valid {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestASocketPathIsNeverTooLongToBind(t *testing.T) {
	if got := socketPath("/short"); got != "/short/control.sock" {
		t.Error(got)
	}
	long := "/" + strings.Repeat("deep/", 40)
	if got := socketPath(long); len(got) > longestSocket || got == filepath.Join(long, "control.sock") {
		t.Error(got)
	}
	if socketPath(long) == socketPath(long+"er") {
		t.Error("two labs share a socket")
	}
}
