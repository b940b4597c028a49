package main

import (
	"context"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	workv1alpha1 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha1"
	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
	"github.com/karmada-io/karmada/pkg/detector"
	"github.com/karmada-io/karmada/pkg/util"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/genericmanager"
	"github.com/karmada-io/karmada/pkg/util/indexregistry"
	"github.com/karmada-io/karmada/pkg/webhook/clusterpropagationpolicy"
	"github.com/karmada-io/karmada/pkg/webhook/propagationpolicy"
	"karmate/oracle"
)

var version = oracle.Version{
	NewInformers: func(client dynamic.Interface) genericmanager.SingleClusterInformerManager {
		return genericmanager.NewSingleClusterInformerManager(context.Background(), client, 0)
	},
	PolicyKey: detector.NamespacedKeyFunc,
	Enqueued: func(made *detector.ResourceDetector, tell func(any)) {
		made.Processor = telling{made.Processor, tell}
	},
	PolicyWebhooks: func(scheme *runtime.Scheme) (admission.Handler, admission.Handler) {
		decoder := admission.NewDecoder(scheme)
		return propagationpolicy.NewMutatingHandler(decoder), clusterpropagationpolicy.NewMutatingHandler(decoder)
	},
	Indexes: []oracle.Index{
		{
			Of: &workv1alpha1.Work{}, Name: indexregistry.WorkIndexByLabelResourceBindingID,
			Value: indexregistry.GenLabelIndexerFunc(workv1alpha2.ResourceBindingPermanentIDLabel),
		},
		{
			Of: &workv1alpha1.Work{}, Name: indexregistry.WorkIndexByLabelClusterResourceBindingID,
			Value: indexregistry.GenLabelIndexerFunc(workv1alpha2.ClusterResourceBindingPermanentIDLabel),
		},
	},
}

// telling is a queue that tells what is put into it.
type telling struct {
	util.AsyncPriorityWorker
	tell func(item any)
}

func (t telling) Enqueue(item any) { t.tell(item) }
