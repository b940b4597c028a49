package oracle

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	"github.com/karmada-io/karmada/pkg/detector"
	"github.com/karmada-io/karmada/pkg/util"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/genericmanager"
)

// Version is what one Karmada spells otherwise than another; the program of each has its own.
type Version struct {
	NewInformers func(dynamic.Interface) genericmanager.SingleClusterInformerManager
	// PolicyKey is what the queue of policies holds.
	PolicyKey func(policy any) (util.QueueKey, error)
	// Listers are set where the detector has some of its own for policies.
	Listers func(*detector.ResourceDetector, client.Client)
	// Enqueued lets a detector tell what it puts into its queue of templates.
	Enqueued func(made *detector.ResourceDetector, tell func(item any))
	// PolicyWebhooks are those that fill in what a policy leaves out.
	PolicyWebhooks func(*runtime.Scheme) (namespaced, clusterWide admission.Handler)
	// Indexes are those that the controllers want of a client.
	Indexes []Index
}

// Index is one of a client's.
type Index struct {
	Of    client.Object
	Name  string
	Value client.IndexerFunc
}
