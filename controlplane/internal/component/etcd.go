package component

import (
	"fmt"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

// Etcd stores everything of all planes, each API server under a prefix of its own.
// It never calls fsync: a lab's data survive the end of processes, not of the machine.
var Etcd = Component{Name: "etcd", App: "etcd", Binary: Multicall, Args: etcdArgs, Probe: etcdProbe, Ports: []string{"etcd/client", "etcd/peer"}}

func etcdArgs(c Config) []string {
	client := fmt.Sprintf("https://127.0.0.1:%d", c.Ports["etcd/client"])
	peer := fmt.Sprintf("http://127.0.0.1:%d", c.Ports["etcd/peer"])
	return []string{
		"--name=lab",
		"--data-dir=" + c.Dir + "/etcd",
		"--listen-client-urls=" + client,
		"--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer,
		"--initial-advertise-peer-urls=" + peer,
		"--initial-cluster=lab=" + peer,
		"--client-cert-auth",
		"--trusted-ca-file=" + c.EtcdPKI("ca.crt"),
		"--cert-file=" + c.EtcdPKI("server.crt"),
		"--key-file=" + c.EtcdPKI("server.key"),
		"--unsafe-no-fsync",
		"--log-level=warn",
	}
}

func etcdProbe(c Config) *Probe {
	return &Probe{
		URL:      fmt.Sprintf("https://127.0.0.1:%d/health", c.Ports["etcd/client"]),
		CertFile: c.EtcdPKI("client.crt"), KeyFile: c.EtcdPKI("client.key"),
	}
}

func startEtcd(args []string) int {
	etcdmain.Main(append([]string{"etcd"}, args...))
	return 0
}
