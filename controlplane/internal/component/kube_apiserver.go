package component

import (
	"fmt"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register" // the JSON log format
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

// KubeAPIServer is the API server of a plane: Karmada's own or a member's.
func KubeAPIServer(plane string) Component {
	return Component{
		Name: plane + "-apiserver", App: "kube-apiserver", Binary: Multicall, Ports: []string{plane + "/apiserver"},
		Args:  kubeAPIServerArgs,
		Probe: func(c Config) *Probe { return c.probe("https", "apiserver", "/readyz") },
	}
}

func kubeAPIServerArgs(c Config) []string {
	args := []string{
		"--advertise-address=127.0.0.1",
		"--allow-privileged=true",
		"--authorization-mode=Node,RBAC",
		"--bind-address=127.0.0.1",
		"--client-ca-file=" + c.PKI("ca.crt"),
		"--enable-bootstrap-token-auth=true",
		"--endpoint-reconciler-type=none",
		"--etcd-cafile=" + c.EtcdPKI("ca.crt"),
		"--etcd-certfile=" + c.EtcdPKI("client.crt"),
		"--etcd-keyfile=" + c.EtcdPKI("client.key"),
		"--etcd-prefix=/" + c.Plane,
		fmt.Sprintf("--etcd-servers=https://127.0.0.1:%d", c.Ports["etcd/client"]),
		"--proxy-client-cert-file=" + c.PKI("front-proxy-client.crt"),
		"--proxy-client-key-file=" + c.PKI("front-proxy-client.key"),
		"--requestheader-allowed-names=front-proxy-client",
		"--requestheader-client-ca-file=" + c.PKI("front-proxy-ca.crt"),
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--requestheader-group-headers=X-Remote-Group",
		"--requestheader-username-headers=X-Remote-User",
		fmt.Sprintf("--secure-port=%d", c.Port("apiserver")),
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file=" + c.PKI("sa.pub"),
		"--service-account-signing-key-file=" + c.PKI("sa.key"),
		"--service-cluster-ip-range=10.96.0.0/12",
		"--tls-cert-file=" + c.PKI("server.crt"),
		"--tls-min-version=VersionTLS13",
		"--tls-private-key-file=" + c.PKI("server.key"),
	}
	if c.Plane == "karmada" { // as the chart does
		args = append(args, "--disable-admission-plugins=StorageObjectInUseProtection,ServiceAccount",
			"--max-requests-inflight=1500", "--max-mutating-requests-inflight=500")
	}
	return args
}

func startKubeAPIServer(_ []string) int { return cli.Run(app.NewAPIServerCommand()) }
