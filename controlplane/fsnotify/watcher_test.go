package fsnotify

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func next(t *testing.T, w *Watcher) Event {
	t.Helper()
	select {
	case event := <-w.Events:
		return event
	case <-time.After(5 * time.Second):
		t.Fatal("no event")
		return Event{}
	}
}

func TestAFileThatIsWrittenReplacedAndRemovedIsNoticed(t *testing.T) {
	w := newWatcher(10 * time.Millisecond)
	defer w.Close()
	path := filepath.Join(t.TempDir(), "tls.crt")
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(path, "one")
	if err := w.Add(path); err != nil {
		t.Fatal(err)
	}
	write(path, "three")
	if event := next(t, w); event.Op != Write || event.Name != path {
		t.Error(event)
	}
	write(path+".new", "other")
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
	if event := next(t, w); !event.Has(Remove) {
		t.Error(event)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if event := next(t, w); !event.Has(Remove) || len(w.WatchList()) != 0 {
		t.Error(event, w.WatchList())
	}
}

func TestWhatIsNotThereCannotBeWatchedNorRemoved(t *testing.T) {
	w := newWatcher(time.Hour)
	if err := w.Add("/no/such/file"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if err := w.Remove("/no/such/file"); !errors.Is(err, ErrNonExistentWatch) {
		t.Error(err)
	}
}

func TestClosingEndsTheChannels(t *testing.T) {
	w := newWatcher(time.Hour)
	_ = w.Close()
	_ = w.Close()
	if _, open := <-w.Events; open {
		t.Error("an event after the end")
	}
	if err := w.Add("."); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

func TestOperationsHaveTheNamesPeopleKnow(t *testing.T) {
	if got := (Create | Write).String(); got != "CREATE|WRITE" {
		t.Error(got)
	}
}
