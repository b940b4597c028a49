package lab

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"

	"karmate/controlplane/internal/component"
)

// startKarmada brings up the Karmada plane the way its chart does: API server, CRDs and
// static resources, then what needs them. Order is kept only where something waits for it.
func (l *Lab) startKarmada(ctx context.Context) error {
	config := l.config("karmada")
	if err := l.start(ctx, component.KubeAPIServer("karmada"), config); err != nil {
		return err
	}
	client, err := l.connect(config)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	run := func(c component.Component) { group.Go(func() error { return l.start(ctx, c, config) }) }
	run(component.KubeControllerManager("karmada"))
	webhookServes := make(chan struct{})
	group.Go(func() error {
		defer close(webhookServes)
		return l.start(ctx, component.KarmadaWebhook, config)
	})
	group.Go(func() error { return l.applyWebhooks(ctx, client, config, webhookServes) })
	aggregated := make(chan struct{})
	group.Go(func() error {
		defer close(aggregated)
		return l.serveClusters(ctx, client, config)
	})
	group.Go(func() error {
		if err := l.applyStatic(ctx, client, config); err != nil {
			return err
		}
		<-aggregated
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		run(component.KarmadaControllerManager)
		run(component.KarmadaScheduler)
		return nil
	})
	return group.Wait()
}

// replacer fills in what Karmada's manifests leave open: addresses and authorities.
func replacer(config component.Config) (*strings.Replacer, error) {
	ca, err := os.ReadFile(config.PKI("ca.crt"))
	if err != nil {
		return nil, err
	}
	encoded := base64.StdEncoding.EncodeToString(ca)
	return strings.NewReplacer(
		"{{caBundle}}", encoded, "{{ca_crt}}", encoded, "{{apiserver_address}}", serverURL(config),
		"https://karmada-webhook.karmada-system.svc:443", fmt.Sprintf("https://127.0.0.1:%d", config.Port("webhook")),
	), nil
}

// applyStatic applies the CRDs, the namespaces, the roles and what `karmadactl register` needs.
func (l *Lab) applyStatic(ctx context.Context, client dynamic.Interface, config component.Config) error {
	replace, err := replacer(config)
	if err != nil {
		return err
	}
	objects, err := parseManifests(namespaces)
	if err != nil {
		return err
	}
	for _, path := range []string{
		"crds", "deploy/admin-clusterrole-aggregation.yaml", "deploy/bootstrap-token-configuration.yaml", "deploy/cluster-proxy-admin-rbac.yaml",
	} {
		found, err := readManifests(filepath.Join(l.options.Assets, config.Karmada, path), replace)
		if err != nil {
			return err
		}
		objects = append(objects, found...)
	}
	for _, object := range objects {
		if err := convertBindings(object, config); err != nil {
			return err
		}
	}
	if err := applyAll(ctx, client, objects); err != nil {
		return err
	}
	return awaitEstablished(ctx, client, objects)
}

const namespaces = `
apiVersion: v1
kind: Namespace
metadata: {name: karmada-system}
---
apiVersion: v1
kind: Namespace
metadata: {name: karmada-cluster}
`

// convertBindings lets the webhook convert old bindings, as the chart's patches of the
// two CRDs do (charts/karmada/_crds/patches).
func convertBindings(object *unstructured.Unstructured, config component.Config) error {
	name := object.GetName()
	if name != "resourcebindings.work.karmada.io" && name != "clusterresourcebindings.work.karmada.io" {
		return nil
	}
	ca, err := os.ReadFile(config.PKI("ca.crt"))
	if err != nil {
		return err
	}
	return unstructured.SetNestedMap(object.Object, map[string]any{
		"strategy": "Webhook",
		"webhook": map[string]any{
			"clientConfig": map[string]any{
				"url":      fmt.Sprintf("https://127.0.0.1:%d/convert", config.Port("webhook")),
				"caBundle": base64.StdEncoding.EncodeToString(ca),
			},
			"conversionReviewVersions": []any{"v1"},
		},
	}, "spec", "conversion")
}

// applyWebhooks registers the webhooks once they serve: they are set to fail closed.
func (l *Lab) applyWebhooks(ctx context.Context, client dynamic.Interface, config component.Config, serves <-chan struct{}) error {
	replace, err := replacer(config)
	if err != nil {
		return err
	}
	objects, err := readManifests(filepath.Join(l.options.Assets, config.Karmada, "deploy/webhook-configuration.yaml"), replace)
	if err != nil {
		return err
	}
	<-serves
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return applyAll(ctx, client, objects)
}

// serveClusters starts the aggregated API server and routes cluster.karmada.io to it. The
// Service leads to this machine by name; the port stands in the APIService.
func (l *Lab) serveClusters(ctx context.Context, client dynamic.Interface, config component.Config) error {
	replace, err := replacer(config)
	if err != nil {
		return err
	}
	objects, err := readManifests(filepath.Join(l.options.Assets, config.Karmada, "deploy/karmada-aggregated-apiserver-apiservice.yaml"), replace)
	if err != nil {
		return err
	}
	for _, object := range objects {
		var err error
		switch object.GetKind() {
		case "Service":
			err = unstructured.SetNestedField(object.Object, "localhost", "spec", "externalName")
		case "APIService":
			err = unstructured.SetNestedField(object.Object, int64(config.Port("aggregated-apiserver")), "spec", "service", "port")
		}
		if err != nil {
			return err
		}
	}
	group, both := errgroup.WithContext(ctx)
	group.Go(func() error { return l.start(both, component.KarmadaAggregatedAPIServer, config) })
	group.Go(func() error { return applyAll(both, client, objects) })
	if err := group.Wait(); err != nil {
		return err
	}
	return awaitClusterAPI(ctx, client)
}
