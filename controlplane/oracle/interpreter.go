package oracle

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic/fake"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"

	configv1alpha1 "github.com/karmada-io/karmada/pkg/apis/config/v1alpha1"
	"github.com/karmada-io/karmada/pkg/resourceinterpreter"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/genericmanager"
)

// interpreting is what every question shares: Karmada's interpreters of resources, those of its own and the third
// parties', in a control plane without customizations and webhooks; and informers that have seen nothing, so that every
// controller asks its client.
type interpreting struct {
	interpreter resourceinterpreter.ResourceInterpreter
	informers   genericmanager.SingleClusterInformerManager
}

func newInterpreting(version Version) (interpreting, error) {
	config := schema.GroupVersion{Group: configv1alpha1.GroupVersion.Group, Version: configv1alpha1.GroupVersion.Version}
	nothing := fake.NewSimpleDynamicClientWithCustomListKinds(runtime.NewScheme(), map[schema.GroupVersionResource]string{
		config.WithResource("resourceinterpretercustomizations"):        "ResourceInterpreterCustomizationList",
		config.WithResource("resourceinterpreterwebhookconfigurations"): "ResourceInterpreterWebhookConfigurationList",
	})
	informers := version.NewInformers(nothing)
	services := corelisters.NewServiceLister(cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{}))
	interpreter := resourceinterpreter.NewResourceInterpreter(informers, services)
	// In v1.10 Start returns when its context ends, which it does not look at before it is ready.
	ended, end := context.WithCancel(context.Background())
	end()
	return interpreting{interpreter, informers}, interpreter.Start(ended)
}
