package supervise

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

var (
	ErrUnknown    = errors.New("no such component")     // no unit of that name
	ErrWrongState = errors.New("not possible just now") // the unit is in another state
)

// Fleet is all units of one supervisor.
type Fleet struct {
	launcher *Launcher
	changed  func(string)
	mu       sync.Mutex
	units    []*Unit
	closed   bool
}

// NewFleet makes an empty one; changed is called when a unit starts, stops or dies, the
// latter with a message.
func NewFleet(changed func(string)) (*Fleet, error) {
	launcher, err := NewLauncher()
	if err != nil {
		return nil, err
	}
	return &Fleet{launcher: launcher, changed: changed}, nil
}

// Add makes a unit known, about to be started; a name can be there once. After StopAll it
// is a unit that never starts.
func (f *Fleet) Add(spec Spec) (*Unit, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if slices.ContainsFunc(f.units, func(u *Unit) bool { return u.spec.Name == spec.Name }) {
		return nil, fmt.Errorf("%s is there already", spec.Name)
	}
	unit := &Unit{spec: spec, launcher: f.launcher, changed: f.changed, state: Starting, closed: f.closed}
	if f.closed {
		unit.state = Stopped
	}
	f.units = append(f.units, unit)
	return unit, nil
}

// Find gives the unit of that name.
func (f *Fleet) Find(name string) (*Unit, error) {
	units := f.all()
	i := slices.IndexFunc(units, func(u *Unit) bool { return u.spec.Name == name })
	if i < 0 {
		names := make([]string, len(units))
		for i, unit := range units {
			names[i] = unit.spec.Name
		}
		return nil, fmt.Errorf("%w: %q; there are: %s", ErrUnknown, name, strings.Join(names, ", "))
	}
	return units[i], nil
}

// Remove stops units for good and forgets them.
func (f *Fleet) Remove(names ...string) {
	var gone []*Unit
	f.mu.Lock()
	f.units = slices.DeleteFunc(f.units, func(u *Unit) bool {
		matches := slices.Contains(names, u.spec.Name)
		if matches {
			gone = append(gone, u)
		}
		return matches
	})
	f.mu.Unlock()
	stopAll(gone)
}

// StopAll stops everything for good, at the same time but for the last: what the others
// store in.
func (f *Fleet) StopAll(last string) {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	units := f.all()
	isLast := func(u *Unit) bool { return u.spec.Name == last }
	stopAll(slices.DeleteFunc(slices.Clone(units), isLast))
	stopAll(slices.DeleteFunc(units, func(u *Unit) bool { return !isLast(u) }))
}

// Statuses are those of all units, by name.
func (f *Fleet) Statuses() []Status {
	units := f.all()
	statuses := make([]Status, len(units))
	for i, unit := range units {
		statuses[i] = unit.Status()
	}
	slices.SortFunc(statuses, func(a, b Status) int { return strings.Compare(a.Name, b.Name) })
	return statuses
}

func (f *Fleet) all() []*Unit {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.units)
}

func stopAll(units []*Unit) {
	var group sync.WaitGroup
	for _, unit := range units {
		group.Add(1)
		go func() { defer group.Done(); unit.close() }()
	}
	group.Wait()
}
