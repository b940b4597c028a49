package lab

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const validity = 10 * 365 * 24 * time.Hour

// authority signs certificates; its files are NAME.crt and NAME.key.
type authority struct {
	certificate *x509.Certificate
	key         crypto.Signer
}

// subject is whom a certificate names, and where it serves.
type subject struct {
	name   string
	groups []string
	hosts  []string
}

// makePKI writes the certificates of a plane that are not there yet.
func makePKI(dir string, users map[string]subject, serving subject) error {
	ca, err := ensureAuthority(dir, "ca")
	if err != nil {
		return err
	}
	proxy, err := ensureAuthority(dir, "front-proxy-ca")
	if err != nil {
		return err
	}
	if err := ensureCertificate(dir, "front-proxy-client", proxy, subject{name: "front-proxy-client"}); err != nil {
		return err
	}
	if err := ensureCertificate(dir, "server", ca, serving); err != nil {
		return err
	}
	for file, user := range users {
		if err := ensureCertificate(dir, file, ca, user); err != nil {
			return err
		}
	}
	return ensureKeyPair(dir, "sa")
}

func ensureAuthority(dir, name string) (*authority, error) {
	if loaded, err := loadAuthority(dir, name); !errors.Is(err, fs.ErrNotExist) {
		return loaded, err
	}
	template := newTemplate(subject{name: "karmate-lab-" + filepath.Base(dir) + "-" + name})
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage |= x509.KeyUsageCertSign
	if err := issue(dir, name, template, nil); err != nil {
		return nil, err
	}
	return loadAuthority(dir, name)
}

func loadAuthority(dir, name string) (*authority, error) {
	certificate, err := os.ReadFile(filepath.Join(dir, name+".crt"))
	if err != nil {
		return nil, err
	}
	key, err := os.ReadFile(filepath.Join(dir, name+".key"))
	if err != nil {
		return nil, err
	}
	return parseAuthority(certificate, key)
}

func parseAuthority(certificatePEM, keyPEM []byte) (*authority, error) {
	certificateBlock, _ := pem.Decode(certificatePEM)
	keyBlock, _ := pem.Decode(keyPEM)
	if certificateBlock == nil || keyBlock == nil {
		return nil, errors.New("no PEM block in a certificate authority's file")
	}
	certificate, err := x509.ParseCertificate(certificateBlock.Bytes)
	if err != nil {
		return nil, err
	}
	key, err := x509.ParseECPrivateKey(keyBlock.Bytes)
	return &authority{certificate, key}, err
}

// ensureCertificate writes NAME.crt and NAME.key, good for client and server use.
func ensureCertificate(dir, name string, ca *authority, of subject) error {
	if _, err := os.Stat(filepath.Join(dir, name+".crt")); err == nil {
		return nil
	}
	template := newTemplate(of)
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth}
	return issue(dir, name, template, ca)
}

func newTemplate(of subject) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	template := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: of.name, Organization: of.groups},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(validity),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
	for _, host := range of.hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	return template
}

// issue makes a key and a certificate for it, signed by ca, or by itself without one.
// The certificate is written last: where it is, the key is too.
func issue(dir, name string, template *x509.Certificate, ca *authority) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	if ca == nil {
		ca = &authority{template, key}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, key.Public(), ca.key)
	if err != nil {
		return err
	}
	if err := writeKey(dir, name, key); err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, name+".crt"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func writeKey(dir, name string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, name+".key"), pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}))
}

// ensureKeyPair writes NAME.key and NAME.pub, which sign and check service account tokens.
func ensureKeyPair(dir, name string) error {
	if _, err := os.Stat(filepath.Join(dir, name+".pub")); err == nil {
		return nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	if err := writeKey(dir, name, key); err != nil {
		return err
	}
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return err
	}
	return writeWhole(filepath.Join(dir, name+".pub"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}
