package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Settings are what a lab keeps between runs, in settings.json: other files and the
// objects in etcd (Cluster, webhooks, kubeconfigs) hold its ports and names.
type Settings struct {
	Karmada string         `json:"karmada"`
	Ports   map[string]int `json:"ports"`
	Members []Member       `json:"members"`
}

// Member is a member cluster and the nodes it should have.
type Member struct {
	Name  string `json:"name"`
	Nodes Nodes  `json:"nodes"`
}

// Nodes describes all nodes of a member. Empty quantities take the defaults.
type Nodes struct {
	Count  int               `json:"count"`
	CPU    string            `json:"cpu,omitempty"`
	Memory string            `json:"memory,omitempty"`
	Pods   string            `json:"pods,omitempty"`
	Labels map[string]string `json:"labels,omitempty"`
	Region string            `json:"region,omitempty"`
	Zone   string            `json:"zone,omitempty"`
}

var memberName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$`)

func checkMemberName(name string) error {
	if !memberName.MatchString(name) || strings.HasPrefix(name, "karmada") || name == "etcd" {
		return failf(Wrong, "use lower-case letters, digits and '-', at most 32, not beginning with karmada, and not etcd", "%q cannot be a member's name", name)
	}
	return nil
}

func (s *Settings) member(name string) *Member {
	i := slices.IndexFunc(s.Members, func(m Member) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return &s.Members[i]
}

func settingsPath(dir string) string { return filepath.Join(dir, "settings.json") }

// loadSettings gives those of an earlier run, or new ones for this version of Karmada.
func loadSettings(dir, karmada string) (*Settings, error) {
	text, err := os.ReadFile(settingsPath(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return &Settings{Karmada: karmada, Ports: map[string]int{}}, nil
	}
	if err != nil {
		return nil, err
	}
	settings := &Settings{}
	if err := json.Unmarshal(text, settings); err != nil {
		return nil, &Failure{Message: settingsPath(dir) + " is damaged", Hint: "delete " + dir + " to start anew", Cause: err}
	}
	if settings.Ports == nil {
		settings.Ports = map[string]int{}
	}
	if settings.Karmada != karmada {
		return nil, failf(Conflict, "use another --dir for "+karmada+", or --karmada "+settings.Karmada,
			"%s holds a lab of Karmada %s", dir, settings.Karmada)
	}
	return settings, nil
}

func (s *Settings) save(dir string) error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return writeWhole(settingsPath(dir), append(text, '\n'))
}

// writeWhole replaces a file at once or not at all, readable by its owner only.
func writeWhole(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(content)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return os.Rename(file.Name(), path)
}
