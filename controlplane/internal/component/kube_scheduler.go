package component

import (
	"fmt"

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-scheduler/app"
)

// KubeScheduler places a member's pods on its nodes.
func KubeScheduler(member string) Component {
	return Component{
		Name: member + "-kube-scheduler", App: "kube-scheduler", Binary: Multicall,
		Ports: []string{member + "/kube-scheduler"},
		Args:  kubeSchedulerArgs,
		Probe: func(c Config) *Probe { return c.probe("https", "kube-scheduler", "/healthz") },
	}
}

func kubeSchedulerArgs(c Config) []string {
	kubeconfig := c.Kubeconfig("kube-scheduler")
	return []string{
		"--authentication-kubeconfig=" + kubeconfig,
		"--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1",
		"--client-ca-file=" + c.PKI("ca.crt"),
		"--kubeconfig=" + kubeconfig,
		"--leader-elect=false",
		fmt.Sprintf("--secure-port=%d", c.Port("kube-scheduler")),
		"--tls-cert-file=" + c.PKI("server.crt"),
		"--tls-private-key-file=" + c.PKI("server.key"),
	}
}

func startKubeScheduler(_ []string) int { return cli.Run(app.NewSchedulerCommand()) }
