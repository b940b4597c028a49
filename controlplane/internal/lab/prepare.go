package lab

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"karmate/controlplane/internal/component"
)

// prepare writes all that is needed on disk before anything starts.
func (l *Lab) prepare() error {
	if err := os.MkdirAll(filepath.Join(l.dir, "logs"), 0o700); err != nil {
		return err
	}
	if err := l.claim(component.OfEveryLab()); err != nil {
		return err
	}
	if err := errors.Join(ensureEtcdIdentity(l.config("etcd")), ensureIdentity(l.config("karmada")), l.writeStages()); err != nil {
		return err
	}
	for _, member := range l.settings.Members {
		if err := l.prepareMember(member); err != nil {
			return err
		}
	}
	if err := l.remember(); err != nil {
		return err
	}
	return writeKubeconfig(l.karmadaKubeconfig(), []entry{{"karmada-apiserver", l.config("karmada"), "admin"}})
}

// checkSettings refuses settings of components that this lab does not have.
func (l *Lab) checkSettings() error {
	components := component.OfEveryLab()
	for _, member := range l.settings.Members {
		components = append(components, component.OfMember(member.Name)...)
	}
	for name := range l.options.Settings {
		if !slices.ContainsFunc(components, func(c component.Component) bool { return c.Name == name }) {
			return failf(Wrong, "see the components with: lab status -o wide", "there is no component %q to set something of", name)
		}
	}
	return nil
}

// claim chooses or checks the ports that components listen on.
func (l *Lab) claim(components []component.Component) error {
	var names []string
	for _, c := range components {
		names = append(names, c.Ports...)
	}
	return withPortsOfOthers(sharedFolder(), l.dir, func(taken map[int]bool) ([]int, error) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if err := l.settings.claimPorts(names, taken, 3*time.Second); err != nil {
			return nil, err
		}
		return slices.Sorted(maps.Values(l.settings.Ports)), nil
	})
}

// writeStages gives kwok its rules as one file: they are not built in.
func (l *Lab) writeStages() error {
	var stages []byte
	for _, folder := range []string{"node-fast", "node-heartbeat", "pod-fast"} {
		files, err := filepath.Glob(filepath.Join(l.options.Assets, "kwok", folder, "*.yaml"))
		if err != nil {
			return err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			if filepath.Base(file) != "kustomization.yaml" {
				stages = append(append(stages, text...), "\n---\n"...)
			}
		}
	}
	if len(stages) == 0 {
		return failf(Broken, "build the control plane again", "no stages for kwok in %s", l.options.Assets)
	}
	return writeWhole(filepath.Join(l.dir, "kwok.yaml"), stages)
}
