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
	if err := errors.Join(settings.claimPorts([]string{"test1/apiserver"}, map[int]bool{}, 0), settings.save(dir)); err != nil {
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
	if err := settings.claimPorts(names, map[int]bool{}, 0); err != nil {
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

func TestLabsOfOneUserNeverCountOnTheSamePorts(t *testing.T) {
	shared, first, second := t.TempDir(), t.TempDir(), t.TempDir()
	if err := os.Chmod(shared, 0o700); err != nil {
		t.Fatal(err)
	}
	note := func(dir string, ports ...int) (taken map[int]bool) {
		err := withPortsOfOthers(shared, dir, func(others map[int]bool) ([]int, error) { taken = others; return ports, nil })
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	note(first, 20001, 20002)
	if taken := note(second, 20003); !taken[20001] || !taken[20002] || taken[20003] {
		t.Errorf("%v", taken)
	}
	if taken := note(first, 20001); taken[20001] || !taken[20003] {
		t.Errorf("its own are not in its way: %v", taken)
	}
	if err := os.RemoveAll(first); err != nil {
		t.Fatal(err)
	}
	if taken := note(second, 20003); len(taken) != 0 {
		t.Errorf("a lab that is gone has no ports: %v", taken)
	}
}

func TestAFolderThatOthersCanEnterIsRefused(t *testing.T) {
	open := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(open, 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{open, link} {
		if makePrivate(folder) == nil {
			t.Errorf("%s was accepted", folder)
		}
	}
	if err := makePrivate(filepath.Join(t.TempDir(), "new")); err != nil {
		t.Error(err)
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
	err = settings.claimPorts([]string{"karmada/apiserver"}, map[int]bool{}, 200*time.Millisecond)
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
		"test1": true, "a": true, "eu-west-1": true, "": false, "Test": false, "-a": false, "a-": false, "karmada": false, "karmada-aggregated": false,
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
