// Package fsnotify stands in for the library of that name in the control plane's builds:
// it sees changes of files by looking every few seconds, instead of by inotify.
//
// Linux gives a user 128 inotify instances by default. Kubernetes' servers take up to six
// each, to notice renewed certificates, so four labs at once would exhaust what the user's
// desktop and editors need as well; and Karmada's webhook ends where it gets none. A lab's
// certificates do not change while it runs, and a few seconds are soon enough where a test
// changes them.
package fsnotify

import (
	"errors"
	"os"
	"slices"
	"sync"
	"time"
)

// The errors that callers compare with.
var (
	ErrNonExistentWatch = errors.New("fsnotify: can't remove non-existent watch")
	ErrClosed           = errors.New("fsnotify: watcher already closed")
	ErrEventOverflow    = errors.New("fsnotify: queue or buffer overflow")
)

const interval = 3 * time.Second

// Watcher sends an event for each change of the files or folders that were added.
type Watcher struct {
	Events chan Event
	Errors chan error

	mu     sync.Mutex
	seen   map[string]state
	closed chan struct{}
	once   sync.Once
}

// state is what a change is told by.
type state struct {
	exists  bool
	changed time.Time
	size    int64
	info    os.FileInfo
}

func look(path string) state {
	info, err := os.Stat(path)
	if err != nil {
		return state{}
	}
	return state{exists: true, changed: info.ModTime(), size: info.Size(), info: info}
}

// NewWatcher starts one that watches nothing yet.
func NewWatcher() (*Watcher, error) { return newWatcher(interval), nil }

func newWatcher(interval time.Duration) *Watcher {
	w := &Watcher{Events: make(chan Event), Errors: make(chan error), seen: map[string]state{}, closed: make(chan struct{})}
	go w.run(interval)
	return w
}

// Add watches a path, which must exist.
func (w *Watcher) Add(path string) error {
	now := look(path)
	if !now.exists {
		return &os.PathError{Op: "watch", Path: path, Err: os.ErrNotExist}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.isClosed() {
		return ErrClosed
	}
	w.seen[path] = now
	return nil
}

// Remove watches a path no more.
func (w *Watcher) Remove(path string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, known := w.seen[path]; !known {
		return ErrNonExistentWatch
	}
	delete(w.seen, path)
	return nil
}

// WatchList gives the paths that were added.
func (w *Watcher) WatchList() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	paths := make([]string, 0, len(w.seen))
	for path := range w.seen {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// Close ends it and closes its channels.
func (w *Watcher) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}

func (w *Watcher) isClosed() bool {
	select {
	case <-w.closed:
		return true
	default:
		return false
	}
}

func (w *Watcher) run(interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	defer close(w.Events)
	defer close(w.Errors)
	for {
		select {
		case <-w.closed:
			return
		case <-ticker.C:
		}
		for _, event := range w.changes() {
			select {
			case <-w.closed:
				return
			case w.Events <- event:
			}
		}
	}
}

// changes looks at every path once. One that is gone is told once and forgotten, as
// inotify does.
func (w *Watcher) changes() []Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	var events []Event
	for path, before := range w.seen {
		now := look(path)
		switch {
		case !now.exists:
			events = append(events, Event{Name: path, Op: Remove})
			delete(w.seen, path)
		case !os.SameFile(before.info, now.info):
			events = append(events, Event{Name: path, Op: Remove}) // replaced: the caller adds it anew
			w.seen[path] = now
		case !now.changed.Equal(before.changed) || now.size != before.size:
			events = append(events, Event{Name: path, Op: Write})
			w.seen[path] = now
		}
	}
	return events
}
