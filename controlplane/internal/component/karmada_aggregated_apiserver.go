package component

import (
	"context"
	"fmt"

	"github.com/karmada-io/karmada/cmd/aggregated-apiserver/app"
	"github.com/karmada-io/karmada/pkg/features"
	"github.com/spf13/cobra"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
)

// KarmadaAggregatedAPIServer serves cluster.karmada.io: Cluster objects and the proxy to members.
var KarmadaAggregatedAPIServer = Component{
	Name: "karmada-aggregated-apiserver", App: "karmada-aggregated-apiserver", Binary: Karmada,
	Ports: []string{"karmada/aggregated-apiserver"},
	Args:  karmadaAggregatedAPIServerArgs,
	Probe: func(c Config) *Probe { return c.probe("https", "aggregated-apiserver", "/readyz") },
}

func karmadaAggregatedAPIServerArgs(c Config) []string {
	kubeconfig := c.Kubeconfig("admin")
	return []string{
		"--audit-log-maxage=0",
		"--audit-log-maxbackup=0",
		"--authentication-kubeconfig=" + kubeconfig,
		"--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1",
		"--etcd-cafile=" + c.EtcdPKI("ca.crt"),
		"--etcd-certfile=" + c.EtcdPKI("client.crt"),
		"--etcd-keyfile=" + c.EtcdPKI("client.key"),
		"--etcd-prefix=/karmada-aggregated",
		fmt.Sprintf("--etcd-servers=https://127.0.0.1:%d", c.Ports["etcd/client"]),
		"--kubeconfig=" + kubeconfig,
		fmt.Sprintf("--secure-port=%d", c.Port("aggregated-apiserver")),
		"--tls-cert-file=" + c.PKI("server.crt"),
		"--tls-min-version=VersionTLS13",
		"--tls-private-key-file=" + c.PKI("server.key"),
	}
}

// Karmada adds its gates to Kubernetes' set in one call, which fails as a whole when a
// name is known with another default, as in this binary, where all of Kubernetes has
// registered its own; the error is dropped, and creating a Cluster would then panic
// (cmd/aggregated-apiserver/app/options/options.go, v1.18.2). So known names are left out.
func newKarmadaAggregatedAPIServer(ctx context.Context) *cobra.Command {
	for name := range utilfeature.DefaultMutableFeatureGate.GetAll() {
		delete(features.DefaultFeatureGates, name)
	}
	return app.NewAggregatedApiserverCommand(ctx)
}
