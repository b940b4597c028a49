package component

import (
	"context"
	"fmt"

	"github.com/karmada-io/karmada/cmd/scheduler/app"
	"github.com/spf13/cobra"
)

// KarmadaScheduler chooses the clusters of each binding.
var KarmadaScheduler = Component{
	Name: "karmada-scheduler", App: "karmada-scheduler", Binary: Karmada,
	Ports: []string{"karmada/scheduler"},
	Args:  karmadaSchedulerArgs,
	Probe: func(c Config) *Probe { return c.probe("http", "scheduler", "/healthz") },
}

func karmadaSchedulerArgs(c Config) []string {
	args := []string{"--kubeconfig=" + c.Kubeconfig("admin"), "--leader-elect=false"}
	if !c.IsOld() {
		args = append(args, "--metrics-bind-address=0")
	}
	return append(args, healthAddress(c, "scheduler")...)
}

// healthAddress gives the address of /healthz, whose flags were others up to v1.10.
func healthAddress(c Config, port string) []string {
	if c.IsOld() {
		return []string{"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", c.Port(port))}
	}
	return []string{"--health-probe-bind-address=" + c.address(port)}
}

func newKarmadaScheduler(ctx context.Context) *cobra.Command { return app.NewSchedulerCommand(ctx) }
