package component

import (
	"fmt"

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

// What Karmada runs of Kubernetes' controllers (artifacts/deploy/kube-controller-manager.yaml).
// Up to v1.10 the requests of agents that register were approved by Kubernetes' own
// csrapproving; today Karmada has a controller for them.
const (
	karmadaKubeControllers    = "namespace,garbagecollector,serviceaccount-token,ttl-after-finished,bootstrapsigner,tokencleaner,csrcleaner,csrsigning,clusterrole-aggregation"
	oldKarmadaKubeControllers = karmadaKubeControllers + ",csrapproving"
)

// KubeControllerManager runs Kubernetes' own controllers for a plane.
func KubeControllerManager(plane string) Component {
	return Component{
		Name: plane + "-kube-controller-manager", App: "kube-controller-manager", Binary: Multicall,
		Ports: []string{plane + "/kube-controller-manager"},
		Args:  kubeControllerManagerArgs,
		Probe: func(c Config) *Probe { return c.probe("https", "kube-controller-manager", "/healthz") },
	}
}

func kubeControllerManagerArgs(c Config) []string {
	user, controllers := "kube-controller-manager", "*,bootstrapsigner,tokencleaner"
	if c.Plane == "karmada" {
		user, controllers = "admin", karmadaKubeControllers // as the chart does
		if c.IsOld() {
			controllers = oldKarmadaKubeControllers
		}
	}
	kubeconfig := c.Kubeconfig(user)
	return []string{
		"--authentication-kubeconfig=" + kubeconfig,
		"--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1",
		"--client-ca-file=" + c.PKI("ca.crt"),
		"--cluster-name=" + c.Plane,
		"--cluster-signing-cert-file=" + c.PKI("ca.crt"),
		"--cluster-signing-key-file=" + c.PKI("ca.key"),
		"--controllers=" + controllers,
		"--kubeconfig=" + kubeconfig,
		"--leader-elect=false",
		"--root-ca-file=" + c.PKI("ca.crt"),
		fmt.Sprintf("--secure-port=%d", c.Port("kube-controller-manager")),
		"--service-account-private-key-file=" + c.PKI("sa.key"),
		"--tls-cert-file=" + c.PKI("server.crt"),
		"--tls-private-key-file=" + c.PKI("server.key"),
		"--use-service-account-credentials=true",
	}
}

func startKubeControllerManager(_ []string) int { return cli.Run(app.NewControllerManagerCommand()) }
