package lab

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"karmate/controlplane/internal/component"
)

func serverURL(config component.Config) string {
	return fmt.Sprintf("https://127.0.0.1:%d", config.Port("apiserver"))
}

// restConfig speaks to a plane's API server as its administrator, without client-side limits.
func restConfig(config component.Config) (*rest.Config, error) {
	rest, err := clientcmd.BuildConfigFromFlags("", config.Kubeconfig("admin"))
	if err != nil {
		return nil, err
	}
	rest.QPS, rest.UserAgent = -1, fieldManager
	rest.WarningHandler = quiet{}
	rest.Proxy = nil
	return rest, nil
}

type quiet struct{}

func (quiet) HandleWarningHeader(int, string, string) {}

func (l *Lab) connect(config component.Config) (dynamic.Interface, error) {
	rest, err := restConfig(config)
	if err != nil {
		return nil, err
	}
	return dynamic.NewForConfig(rest)
}

// deleteStored removes every key under the prefix from etcd.
func (l *Lab) deleteStored(ctx context.Context, prefix string) error {
	config := l.config("etcd")
	certificate, err := tls.LoadX509KeyPair(config.EtcdPKI("client.crt"), config.EtcdPKI("client.key"))
	if err != nil {
		return err
	}
	ca, err := os.ReadFile(config.EtcdPKI("ca.crt"))
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	client, err := clientv3.New(clientv3.Config{
		Endpoints: []string{fmt.Sprintf("https://127.0.0.1:%d", config.Ports["etcd/client"])},
		TLS:       &tls.Config{Certificates: []tls.Certificate{certificate}, RootCAs: roots},
		Context:   ctx,
	})
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second) // the client itself would wait for ever
	defer cancel()
	if _, err = client.Delete(ctx, prefix, clientv3.WithPrefix()); err != nil {
		return &Failure{Message: "what " + prefix + " stored could not be deleted", Hint: "etcd must run for that: start it, then do this again", Cause: err}
	}
	return nil
}
