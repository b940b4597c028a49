// Package component describes the programs of a control plane: one file for each,
// holding a pure function from configuration to arguments, and its start.
package component

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Binary says which file a component lives in.
type Binary string

const (
	Multicall Binary = "controlplane" // this program
	Kwok      Binary = "kwok"
	Karmada   Binary = "karmada" // this program, or the binary of an older version
)

// Config is all that arguments depend on.
type Config struct {
	Dir     string         // the lab's directory, absolute
	Plane   string         // "karmada", or a member's name
	Ports   map[string]int // by port name, see PortNames
	Karmada string         // Karmada's version, "v1.18.2"
	Settings
}

// Component is one program: what it is called, where it lives, how it is started.
type Component struct {
	Name   string // in the lab: "karmada-scheduler", "test1-apiserver"
	App    string // the subcommand of its binary; empty for kwok
	Binary Binary
	Args   func(Config) []string
	Probe  func(Config) *Probe // nil: nothing to ask, it is seen by its work
	Ports  []string            // names of the ports it listens on
}

// Probe is a GET that answers 200 when the component is ready.
type Probe struct {
	URL      string
	CertFile string // client certificate, with https; empty: none
	KeyFile  string
}

// CommandLine is what is executed after the binary's path.
func (c Component) CommandLine(config Config) []string {
	args := append(c.Args(config), config.Extra...)
	if config.FeatureGates != "" {
		args = append(args, "--feature-gates="+config.FeatureGates)
	}
	if config.Controllers != "" {
		args = append(slices.DeleteFunc(args, func(arg string) bool {
			return strings.HasPrefix(arg, "--controllers=")
		}), "--controllers="+config.Controllers)
	}
	if c.App == "" {
		return args
	}
	return append([]string{c.App}, args...)
}

// IsOld tells versions whose flags are those of v1.10.
func (c Config) IsOld() bool { return strings.HasPrefix(c.Karmada, "v1.10.") }

// PKI is a file of the plane's own certificates.
func (c Config) PKI(file string) string { return filepath.Join(c.Dir, "pki", c.Plane, file) }

// EtcdPKI is a file of the certificates that etcd and its clients use.
func (c Config) EtcdPKI(file string) string { return filepath.Join(c.Dir, "pki", "etcd", file) }

// Kubeconfig is the plane's kubeconfig for one of its users.
func (c Config) Kubeconfig(user string) string {
	return filepath.Join(c.Dir, "kubeconfigs", c.Plane+"-"+user+".config")
}

// Port is the number of the plane's port of that name.
func (c Config) Port(name string) int { return c.Ports[c.Plane+"/"+name] }

func (c Config) address(name string) string { return fmt.Sprintf("127.0.0.1:%d", c.Port(name)) }

func (c Config) probe(scheme, port, path string) *Probe {
	probe := &Probe{URL: fmt.Sprintf("%s://%s%s", scheme, c.address(port), path)}
	if scheme == "https" {
		probe.CertFile, probe.KeyFile = c.PKI("admin.crt"), c.PKI("admin.key")
	}
	return probe
}
