package lab

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestTooLittleRoomIsNamedBeforeAnythingStarts(t *testing.T) {
	err := checkRoom(t.TempDir(), 1<<62)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "MiB left") || Explain(err) == "" {
		t.Errorf("%v", err)
	}
	if err := checkRoom(t.TempDir(), 1); err != nil {
		t.Error(err)
	}
}

// A disk that is really full: a small file system in memory, in a mount namespace of
// its own. Where the system does not allow that, the test says so and fails loudly only
// in CI, where it is known to work.
func TestAFullDiskIsExplainedAndLeavesTheOldFile(t *testing.T) {
	if dir := os.Getenv("KARMATE_TEST_FULL_DISK"); dir != "" {
		writeUntilFull(t, dir)
		return
	}
	dir := t.TempDir()
	script := fmt.Sprintf("mount -t tmpfs -o size=64k none %s && exec %s -test.run '^%s$' -test.v", dir, os.Args[0], t.Name())
	command := exec.Command("unshare", "--mount", "--map-root-user", "sh", "-c", script)
	command.Env = append(os.Environ(), "KARMATE_TEST_FULL_DISK="+dir)
	output, err := command.CombinedOutput()
	switch {
	case err == nil && strings.Contains(string(output), "PASS"):
	case !strings.Contains(string(output), "=== RUN") && os.Getenv("CI") == "":
		t.Skipf("NOT TESTED HERE: no small file system can be mounted: %s", output)
	default:
		t.Errorf("%v\n%s", err, output)
	}
}

func writeUntilFull(t *testing.T, dir string) {
	path := filepath.Join(dir, "settings.json")
	if err := writeWhole(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	err := writeWhole(path, make([]byte, 1<<20))
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(Explain(err), "disk is full") {
		t.Errorf("%v; hint: %s", err, Explain(err))
	}
	if content, _ := os.ReadFile(path); string(content) != "old" {
		t.Errorf("the old file is damaged: %q", content)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
