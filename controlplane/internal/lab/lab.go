package lab

import (
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"karmate/controlplane/internal/component"
	"karmate/controlplane/internal/supervise"
)

// Options are what `up` is asked for.
type Options struct {
	Dir     string
	Bin     string // folder of the binaries
	Assets  string // folder of Karmada's manifests by version, and kwok's stages
	Karmada string
	Members []string
	Nodes   int
	// By component name: settings beyond those of a production install.
	Settings map[string]component.Settings
	Progress io.Writer
}

// Lab is a running one.
type Lab struct {
	options    Options
	dir        string
	began      time.Time
	ctx        context.Context
	fleet      *supervise.Fleet
	publishing sync.Mutex
	changes    sync.Mutex // one change of members at a time

	mu       sync.Mutex
	settings *Settings
	state    string
	seconds  float64
	probes   map[string]*component.Probe
}

// New prepares the directory, which the caller has locked: settings, ports, certificates.
// The options have been checked.
func New(ctx context.Context, options Options) (*Lab, error) {
	settings, err := loadSettings(options.Dir, options.Karmada)
	if err != nil {
		return nil, err
	}
	for _, name := range options.Members {
		if settings.member(name) == nil {
			settings.Members = append(settings.Members, Member{Name: name, Nodes: Nodes{Count: options.Nodes}})
		}
	}
	l := &Lab{options: options, dir: options.Dir, began: time.Now(), ctx: ctx, settings: settings, state: "starting", probes: map[string]*component.Probe{}}
	if l.fleet, err = supervise.NewFleet(l.noticed); err != nil {
		return nil, err
	}
	if err := l.checkSettings(); err != nil {
		return nil, err
	}
	if err := checkRoom(l.dir, neededBytes); err != nil {
		return nil, err
	}
	return l, l.prepare()
}

// Start brings everything up and returns when all of it is Ready.
func (l *Lab) Start(ctx context.Context) error {
	l.changes.Lock() // members change when all is up
	defer l.changes.Unlock()
	if err := l.start(ctx, component.Etcd, l.config("etcd")); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return l.startKarmada(ctx) })
	for _, member := range l.settingsCopy().Members {
		group.Go(func() error { return l.startMember(ctx, member) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	l.mu.Lock()
	l.state, l.seconds = "ready", time.Since(l.began).Seconds()
	l.mu.Unlock()
	_ = l.publish() // a full disk must not end a lab that runs
	return nil
}

// Stop ends all components, etcd last.
func (l *Lab) Stop() {
	l.mu.Lock()
	l.state = "stopping"
	l.mu.Unlock()
	_ = l.publish()
	l.fleet.StopAll(component.Etcd.Name)
}

// start runs a component and returns when it is ready.
func (l *Lab) start(ctx context.Context, c component.Component, config component.Config) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	config.Settings = l.options.Settings[c.Name]
	unit, err := l.fleet.Add(supervise.Spec{
		Name: c.Name, Path: l.binary(c.Binary), Args: c.CommandLine(config), Log: filepath.Join(l.dir, "logs", c.Name+".log"),
	})
	if err != nil {
		return err
	}
	probe := probeOf(c, config)
	l.mu.Lock()
	l.probes[c.Name] = probe
	l.mu.Unlock()
	unit.Start()
	if err := waitReady(ctx, unit, probe); err != nil {
		return err
	}
	l.say(c.Name + " is ready")
	return nil
}

func (l *Lab) binary(binary component.Binary) string {
	name := string(binary)
	if binary == component.Karmada {
		name = "controlplane"
		if l.options.Karmada != CurrentKarmada {
			name = "karmada-" + l.options.Karmada
		}
	}
	return filepath.Join(l.options.Bin, name)
}

// noticed hears of units that started, stopped or died.
func (l *Lab) noticed(message string) {
	if message != "" {
		l.say(message)
	}
	_ = l.publish() // a full disk must not end the lab
}

func (l *Lab) say(message string) {
	fmt.Fprintf(l.options.Progress, "[%5.1fs] %s\n", time.Since(l.began).Seconds(), message)
}

func (l *Lab) config(plane string) component.Config {
	l.mu.Lock()
	defer l.mu.Unlock()
	return component.Config{Dir: l.dir, Plane: plane, Ports: maps.Clone(l.settings.Ports), Karmada: l.options.Karmada}
}

func (l *Lab) alter(change func(*Settings)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(l.settings)
}

func (l *Lab) settingsCopy() *Settings {
	l.mu.Lock()
	defer l.mu.Unlock()
	return &Settings{Karmada: l.settings.Karmada, Ports: maps.Clone(l.settings.Ports), Members: slices.Clone(l.settings.Members)}
}

func (l *Lab) karmadaKubeconfig() string { return filepath.Join(l.dir, "karmada-config") }
func (l *Lab) membersKubeconfig() string { return filepath.Join(l.dir, "members.config") }
