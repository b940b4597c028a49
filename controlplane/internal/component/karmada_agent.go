package component

import (
	"fmt"

	"github.com/karmada-io/karmada/cmd/agent/app"
)

// KarmadaAgent runs beside a member that was registered in Pull mode. Its kubeconfig for
// Karmada comes from the registration, so it is no part of a lab that has just started.
func KarmadaAgent(member string) Component {
	return Component{
		Name: member + "-karmada-agent", App: "karmada-agent", Binary: Karmada,
		Ports: []string{member + "/karmada-agent"},
		Args:  karmadaAgentArgs,
		Probe: func(c Config) *Probe { return c.probe("http", "karmada-agent", "/healthz") },
	}
}

func karmadaAgentArgs(c Config) []string {
	return append([]string{
		fmt.Sprintf("--cluster-api-endpoint=https://127.0.0.1:%d", c.Port("apiserver")),
		"--cluster-name=" + c.Plane,
		"--cluster-status-update-frequency=10s",
		"--karmada-context=karmada-apiserver",
		"--karmada-kubeconfig=" + c.Kubeconfig("karmada-agent"),
		"--kubeconfig=" + c.Kubeconfig("admin"),
		"--leader-elect=false",
		"--metrics-bind-address=0",
	}, healthAddress(c, "karmada-agent")...)
}

var newKarmadaAgent = app.NewAgentCommand
