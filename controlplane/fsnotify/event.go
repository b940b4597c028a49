package fsnotify

import (
	"fmt"
	"strings"
)

// Op says what happened; several may be set.
type Op uint32

const (
	Create Op = 1 << iota
	Write
	Remove
	Rename
	Chmod
)

// Event is one change of one path.
type Event struct {
	Name string
	Op   Op
}

// Has tells whether the operation includes another.
func (o Op) Has(other Op) bool { return o&other != 0 }

// Has tells whether the event is of that operation.
func (e Event) Has(op Op) bool { return e.Op.Has(op) }

func (o Op) String() string {
	var names []string
	for i, name := range []string{"CREATE", "WRITE", "REMOVE", "RENAME", "CHMOD"} {
		if o.Has(1 << i) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "[no events]"
	}
	return strings.Join(names, "|")
}

func (e Event) String() string { return fmt.Sprintf("%-13s %q", e.Op, e.Name) }
