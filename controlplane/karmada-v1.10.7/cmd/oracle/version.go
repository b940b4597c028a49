package main

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/karmada-io/karmada/pkg/detector"
	"github.com/karmada-io/karmada/pkg/util"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/genericmanager"
	"github.com/karmada-io/karmada/pkg/webhook/clusterpropagationpolicy"
	"github.com/karmada-io/karmada/pkg/webhook/propagationpolicy"
	"karmate/oracle"
)

// Of --default-not-ready-toleration-seconds and --default-unreachable-toleration-seconds.
const tolerationSeconds = 300

var version = oracle.Version{
	NewInformers: func(client dynamic.Interface) genericmanager.SingleClusterInformerManager {
		return genericmanager.NewSingleClusterInformerManager(client, 0, nil)
	},
	PolicyKey: detector.ClusterWideKeyFunc,
	Listers: func(made *detector.ResourceDetector, from client.Client) {
		*oracle.Unexported[cache.GenericLister](made, "propagationPolicyLister") = lister{from, "PropagationPolicy"}
		*oracle.Unexported[cache.GenericLister](made, "clusterPropagationPolicyLister") = lister{from, "ClusterPropagationPolicy"}
	},
	Enqueued: func(made *detector.ResourceDetector, tell func(any)) {
		made.Processor = telling{made.Processor, tell}
	},
	PolicyWebhooks: func(scheme *runtime.Scheme) (admission.Handler, admission.Handler) {
		decoder := admission.NewDecoder(scheme)
		return propagationpolicy.NewMutatingHandler(tolerationSeconds, tolerationSeconds, decoder),
			clusterpropagationpolicy.NewMutatingHandler(tolerationSeconds, tolerationSeconds, decoder)
	},
}

// telling is a queue that tells what is put into it.
type telling struct {
	util.AsyncWorker
	tell func(item any)
}

func (t telling) Enqueue(item any) { t.tell(item) }
