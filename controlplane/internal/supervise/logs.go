package supervise

import (
	"context"
	"io"
	"os"
	"strings"
	"time"
)

const (
	logLimit = 32 << 20 // a log beyond this many bytes starts anew
	tailSize = 16 << 10

	// startMark begins the line that is written to a log before each start.
	startMark = "=== starting"
)

// LastLines gives up to n last lines that the newest process wrote to a log, for an
// error a person reads.
func LastLines(path string, n int) []string {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() > tailSize {
		_, _ = file.Seek(-tailSize, io.SeekEnd)
	}
	text, _ := io.ReadAll(file)
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasPrefix(lines[i], startMark) {
			lines = lines[i+1:]
			break
		}
	}
	return lines[max(0, len(lines)-n):]
}

// KeepLogsSmall truncates logs that have grown large, until the context ends. Units
// append, so writing goes on at the new end.
func (f *Fleet) KeepLogsSmall(ctx context.Context) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for {
		for _, status := range f.Statuses() {
			if info, err := os.Stat(status.Log); err == nil && info.Size() > logLimit {
				_ = os.Truncate(status.Log, 0)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
