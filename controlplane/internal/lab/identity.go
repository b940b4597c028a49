package lab

import (
	"os"
	"path/filepath"

	"karmate/controlplane/internal/component"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// The rules that Karmada writes into members let exactly this user through the cluster
// proxy, so the administrator of every plane bears its name.
var administrator = subject{name: "system:admin", groups: []string{"system:masters"}}

var memberUsers = map[string]subject{
	"admin":                   administrator,
	"kube-controller-manager": {name: "system:kube-controller-manager"},
	"kube-scheduler":          {name: "system:kube-scheduler"},
}

var servingHosts = []string{
	"127.0.0.1", "::1", "localhost", "10.96.0.1",
	"kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local",
}

var karmadaHosts = append([]string{
	"karmada-apiserver.karmada-system.svc", "karmada-apiserver.karmada-system.svc.cluster.local",
	"karmada-aggregated-apiserver.karmada-system.svc", "karmada-webhook.karmada-system.svc",
}, servingHosts...)

// ensureIdentity writes a plane's certificates and the kubeconfigs of its components.
func ensureIdentity(config component.Config) error {
	users, hosts := memberUsers, servingHosts
	if config.Plane == "karmada" {
		users, hosts = map[string]subject{"admin": administrator}, karmadaHosts
	}
	serving := subject{name: config.Plane + "-server", hosts: hosts}
	if err := makePKI(filepath.Dir(config.PKI("x")), users, serving); err != nil {
		return err
	}
	for user := range users {
		if err := writeKubeconfig(config.Kubeconfig(user), []entry{{config.Plane, config, user}}); err != nil {
			return err
		}
	}
	return nil
}

// ensureEtcdIdentity writes the certificates of etcd and of its clients.
func ensureEtcdIdentity(config component.Config) error {
	dir := filepath.Dir(config.EtcdPKI("x"))
	ca, err := ensureAuthority(dir, "ca")
	if err != nil {
		return err
	}
	server := subject{name: "etcd", hosts: []string{"127.0.0.1", "::1", "localhost"}}
	if err := ensureCertificate(dir, "server", ca, server); err != nil {
		return err
	}
	return ensureCertificate(dir, "client", ca, subject{name: "apiserver"})
}

// entry is a context of a kubeconfig: its name, the plane and the user it speaks as.
type entry struct {
	context string
	plane   component.Config
	user    string
}

// writeKubeconfig writes one with everything inside; the first context is the current one.
func writeKubeconfig(path string, entries []entry) error {
	kubeconfig := clientcmdapi.NewConfig()
	for i, entry := range entries {
		contents := [3][]byte{}
		for j, file := range []string{"ca.crt", entry.user + ".crt", entry.user + ".key"} {
			content, err := os.ReadFile(entry.plane.PKI(file))
			if err != nil {
				return err
			}
			contents[j] = content
		}
		user := entry.context + "-" + entry.user
		kubeconfig.Clusters[entry.context] = &clientcmdapi.Cluster{Server: serverURL(entry.plane), CertificateAuthorityData: contents[0]}
		kubeconfig.AuthInfos[user] = &clientcmdapi.AuthInfo{ClientCertificateData: contents[1], ClientKeyData: contents[2]}
		kubeconfig.Contexts[entry.context] = &clientcmdapi.Context{Cluster: entry.context, AuthInfo: user}
		if i == 0 {
			kubeconfig.CurrentContext = entry.context
		}
	}
	text, err := clientcmd.Write(*kubeconfig)
	if err != nil {
		return err
	}
	return writeWhole(path, text)
}
