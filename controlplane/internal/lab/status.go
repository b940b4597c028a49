package lab

import (
	"encoding/json"
	"os"
	"path/filepath"

	"karmate/controlplane/internal/supervise"
)

// Versions of what this program holds.
const (
	CurrentKarmada    = "v1.18.2"
	kubernetesVersion = "v1.35.3"
)

// Versions of Karmada that a lab can run.
var Versions = []string{CurrentKarmada, "v1.10.7"}

// Status is the line that `up` prints, the content of lab.json and the answer to /status.
type Status struct {
	Kind       string             `json:"kind"`
	APIVersion string             `json:"apiVersion"`
	State      string             `json:"state"` // starting, ready, degraded, stopping
	Dir        string             `json:"dir"`
	PID        int                `json:"pid"`
	Socket     string             `json:"socket"`
	Karmada    PlaneStatus        `json:"karmada"`
	Members    []PlaneStatus      `json:"members"`
	Components []supervise.Status `json:"components"`
	Seconds    float64            `json:"seconds"` // from the start to Ready
}

// PlaneStatus tells how to reach a plane.
type PlaneStatus struct {
	Name              string `json:"name,omitempty"`
	Version           string `json:"version,omitempty"` // Karmada's
	KubernetesVersion string `json:"kubernetesVersion"`
	Server            string `json:"server"`
	Kubeconfig        string `json:"kubeconfig"`
	Context           string `json:"context"`
	Nodes             *int   `json:"nodes,omitempty"`
}

// Status tells how the lab is now.
func (l *Lab) Status() Status {
	settings := l.settingsCopy()
	components := l.fleet.Statuses()
	l.mu.Lock()
	state, seconds := l.state, l.seconds
	l.mu.Unlock()
	for _, component := range components {
		if state == "ready" && component.State != supervise.Running && component.State != supervise.Starting {
			state = "degraded"
		}
	}
	status := Status{
		Kind: "Lab", APIVersion: "lab.karmate.dev/v1", State: state, Dir: l.dir, PID: os.Getpid(), Socket: socketPath(l.dir),
		Karmada: PlaneStatus{
			Version: l.options.Karmada, KubernetesVersion: kubernetesVersion, Server: serverURL(l.config("karmada")),
			Kubeconfig: l.karmadaKubeconfig(), Context: "karmada-apiserver",
		},
		Members: []PlaneStatus{}, Components: components, Seconds: float64(int(seconds*10)) / 10,
	}
	for _, member := range settings.Members {
		status.Members = append(status.Members, PlaneStatus{
			Name: member.Name, KubernetesVersion: kubernetesVersion, Server: serverURL(l.config(member.Name)),
			Kubeconfig: l.membersKubeconfig(), Context: member.Name, Nodes: &member.Nodes.Count,
		})
	}
	return status
}

// publish writes lab.json, where programs find the lab.
func (l *Lab) publish() error {
	l.publishing.Lock()
	defer l.publishing.Unlock()
	text, err := json.Marshal(l.Status())
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(l.dir, "lab.json"), append(text, '\n'))
}
