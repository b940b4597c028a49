package component

import (
	"fmt"

	"github.com/karmada-io/karmada/cmd/webhook/app"
)

// KarmadaWebhook defaults and validates Karmada's own kinds, and converts old bindings.
var KarmadaWebhook = Component{
	Name: "karmada-webhook", App: "karmada-webhook", Binary: Karmada,
	Ports: []string{"karmada/webhook"},
	Args:  karmadaWebhookArgs,
	Probe: func(c Config) *Probe { return c.probe("https", "webhook", "/readyz/") },
}

func karmadaWebhookArgs(c Config) []string {
	return []string{
		"--bind-address=127.0.0.1",
		"--cert-dir=" + c.PKI(""),
		"--health-probe-bind-address=0",
		"--kubeconfig=" + c.Kubeconfig("admin"),
		"--metrics-bind-address=0",
		fmt.Sprintf("--secure-port=%d", c.Port("webhook")),
		"--tls-cert-file-name=server.crt",
		"--tls-private-key-file-name=server.key",
	}
}

var newKarmadaWebhook = app.NewWebhookCommand
