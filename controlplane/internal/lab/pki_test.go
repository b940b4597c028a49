package lab

import (
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"k8s.io/client-go/tools/clientcmd"

	"karmate/controlplane/internal/component"
)

func readCertificate(t *testing.T, path string) *x509.Certificate {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

func newIdentity(t *testing.T) component.Config {
	t.Helper()
	config := component.Config{Dir: t.TempDir(), Plane: "karmada", Ports: map[string]int{"karmada/apiserver": 5443}}
	if err := ensureIdentity(config); err != nil {
		t.Fatal(err)
	}
	return config
}

func TestTheAdministratorIsTheUserKarmadaLetsThroughItsProxy(t *testing.T) {
	config := newIdentity(t)
	admin := readCertificate(t, config.PKI("admin.crt"))
	if admin.Subject.CommonName != "system:admin" || admin.Subject.Organization[0] != "system:masters" {
		t.Errorf("%v", admin.Subject)
	}
	roots := x509.NewCertPool()
	roots.AddCert(readCertificate(t, config.PKI("ca.crt")))
	for _, file := range []string{"admin.crt", "server.crt"} {
		if _, err := readCertificate(t, config.PKI(file)).Verify(x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestTheServerAnswersToEveryNameItIsCalledBy(t *testing.T) {
	server := readCertificate(t, newIdentity(t).PKI("server.crt"))
	for _, host := range []string{"127.0.0.1", "localhost", "karmada-aggregated-apiserver.karmada-system.svc", "karmada-webhook.karmada-system.svc"} {
		if err := server.VerifyHostname(host); err != nil {
			t.Error(err)
		}
	}
}

func TestKeysAndKubeconfigsAreForTheirOwnerOnly(t *testing.T) {
	config := newIdentity(t)
	err := filepath.WalkDir(config.Dir, func(path string, entry os.DirEntry, err error) error {
		info, _ := entry.Info()
		if info.Mode().Perm()&0o077 != 0 && path != config.Dir {
			t.Errorf("%s: %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestIdentityIsMadeOnce(t *testing.T) {
	config := newIdentity(t)
	before := readCertificate(t, config.PKI("server.crt")).SerialNumber
	if err := ensureIdentity(config); err != nil {
		t.Fatal(err)
	}
	if readCertificate(t, config.PKI("server.crt")).SerialNumber.Cmp(before) != 0 {
		t.Error("the certificate changed, and every kubeconfig with it")
	}
}

func TestAKubeconfigHoldsItsContexts(t *testing.T) {
	config := newIdentity(t)
	path := filepath.Join(config.Dir, "karmada-config")
	if err := writeKubeconfig(path, []entry{{"karmada-apiserver", config, "admin"}}); err != nil {
		t.Fatal(err)
	}
	loaded, err := clientcmd.LoadFromFile(path)
	if err != nil || loaded.CurrentContext != "karmada-apiserver" || loaded.Clusters["karmada-apiserver"].Server != "https://127.0.0.1:5443" {
		t.Errorf("%v %+v", err, loaded)
	}
}
