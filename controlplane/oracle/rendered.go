package oracle

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	workv1alpha1 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha1"
	"github.com/karmada-io/karmada/pkg/util/names"
)

type rendered struct {
	// By the names of their clusters.
	Works []work `json:"works"`
	Error string `json:"error,omitempty"`
}

type work struct {
	Cluster  string          `json:"cluster"`
	Metadata shortMetadata   `json:"metadata"`
	Manifest json.RawMessage `json:"manifest"`
}

func (r rendering) works(stored store) ([]work, error) {
	list := &unstructured.UnstructuredList{}
	list.SetGroupVersionKind(workv1alpha1.SchemeGroupVersion.WithKind(workv1alpha1.ResourceKindWork + "List"))
	if err := stored.List(context.Background(), list); err != nil {
		return nil, err
	}
	works := []work{}
	for at := range list.Items {
		text, err := list.Items[at].MarshalJSON()
		if err != nil {
			return nil, err
		}
		one := workv1alpha1.Work{}
		if err := json.Unmarshal(text, &one); err != nil {
			return nil, err
		}
		cluster, err := names.GetClusterName(one.Namespace)
		if err != nil {
			return nil, err
		}
		metadata := shortMetadata{one.Name, one.Namespace, described{one.Labels, one.Annotations}}
		works = append(works, work{cluster, metadata, one.Spec.Workload.Manifests[0].Raw})
	}
	slices.SortFunc(works, func(a, b work) int { return cmp.Compare(a.Cluster, b.Cluster) })
	return works, nil
}
