package component

import (
	"context"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	"k8s.io/klog/v2"
	controllerruntime "sigs.k8s.io/controller-runtime"
)

// apps are the programs inside this binary, by the subcommand that starts them.
var apps = map[string]func(args []string) int{
	"etcd":                         startEtcd,
	"kube-apiserver":               startKubeAPIServer,
	"kube-controller-manager":      startKubeControllerManager,
	"kube-scheduler":               startKubeScheduler,
	"karmada-aggregated-apiserver": cobraApp(newKarmadaAggregatedAPIServer),
	"karmada-controller-manager":   cobraApp(newKarmadaControllerManager),
	"karmada-scheduler":            cobraApp(newKarmadaScheduler),
	"karmada-webhook":              cobraApp(newKarmadaWebhook),
	"karmada-agent":                cobraApp(newKarmadaAgent),
}

// Run starts the program of that name and returns its exit code; false: there is none.
func Run(app string, args []string) (int, bool) {
	start := apps[app]
	if start == nil {
		return 0, false
	}
	os.Args = append([]string{app}, args...)
	return start(args), true
}

func cobraApp(newCommand func(context.Context) *cobra.Command) func([]string) int {
	return func([]string) int {
		ctx := controllerruntime.SetupSignalHandler()
		controllerruntime.SetLogger(klog.Background())
		return cli.Run(newCommand(ctx))
	}
}

// OfKarmada are the programs of the Karmada plane, its API server first.
func OfKarmada() []Component {
	return []Component{
		KubeAPIServer("karmada"), KubeControllerManager("karmada"), KarmadaAggregatedAPIServer,
		KarmadaWebhook, KarmadaControllerManager, KarmadaScheduler,
	}
}

// OfEveryLab are the programs there are whatever the members.
func OfEveryLab() []Component { return append([]Component{Etcd}, OfKarmada()...) }

// OfMember are the programs of a member cluster, its API server first.
func OfMember(name string) []Component {
	return []Component{KubeAPIServer(name), KubeControllerManager(name), KubeScheduler(name), KwokController(name)}
}
