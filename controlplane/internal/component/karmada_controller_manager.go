package component

import "github.com/karmada-io/karmada/cmd/controller-manager/app"

// KarmadaControllerManager turns templates and policies into bindings, works and member objects.
var KarmadaControllerManager = Component{
	Name: "karmada-controller-manager", App: "karmada-controller-manager", Binary: Karmada,
	Ports: []string{"karmada/controller-manager"},
	Args:  karmadaControllerManagerArgs,
	Probe: func(c Config) *Probe { return c.probe("http", "controller-manager", "/healthz") },
}

func karmadaControllerManagerArgs(c Config) []string {
	return append([]string{
		"--cluster-status-update-frequency=10s",
		"--feature-gates=PropagateDeps=false", // controllerManager.featureGates of the chart
		"--kubeconfig=" + c.Kubeconfig("admin"),
		"--leader-elect=false",
		"--metrics-bind-address=0",
	}, healthAddress(c, "controller-manager")...)
}

var newKarmadaControllerManager = app.NewControllerManagerCommand
