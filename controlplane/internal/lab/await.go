package lab

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
)

const apiTimeout = 45 * time.Second

var (
	clusterResource = schema.GroupVersionResource{Group: "cluster.karmada.io", Version: "v1alpha1", Resource: "clusters"}
	crdResource     = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
)

// awaitEstablished waits until the CRDs among the objects are served: Karmada's
// controllers die at their start where one is missing.
func awaitEstablished(ctx context.Context, client dynamic.Interface, objects []*unstructured.Unstructured) error {
	wanted := map[string]bool{}
	for _, object := range objects {
		if object.GetKind() == "CustomResourceDefinition" {
			wanted[object.GetName()] = true
		}
	}
	return poll(ctx, 100*time.Millisecond, apiTimeout, func() (bool, error) {
		list, err := client.Resource(crdResource).List(ctx, metav1.ListOptions{})
		if err != nil {
			return false, nil
		}
		for _, crd := range list.Items {
			if isEstablished(crd) {
				delete(wanted, crd.GetName())
			}
		}
		return len(wanted) == 0, nil
	}, func() error { return fmt.Errorf("CRDs are not established: %v", wanted) })
}

func isEstablished(crd unstructured.Unstructured) bool {
	conditions, _, _ := unstructured.NestedSlice(crd.Object, "status", "conditions")
	for _, condition := range conditions {
		fields, _ := condition.(map[string]any)
		if fields["type"] == "Established" {
			return fields["status"] == "True"
		}
	}
	return false
}

// awaitClusterAPI waits until the API server itself has seen that it can reach the
// aggregated one, which it checks at intervals of its own.
func awaitClusterAPI(ctx context.Context, client dynamic.Interface) error {
	var last error
	return poll(ctx, 100*time.Millisecond, apiTimeout, func() (bool, error) {
		_, last = client.Resource(clusterResource).List(ctx, metav1.ListOptions{Limit: 1})
		return last == nil, nil
	}, func() error { return fmt.Errorf("cluster.karmada.io is not served: %w", last) })
}
