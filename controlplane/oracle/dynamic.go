package oracle

import (
	"context"
	"errors"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// dynamicStore is the dynamic client of a store, since the controllers read what they write through either. It has the
// verbs that they use of one; another ends in a panic, and so in an answer that says so.
type dynamicStore struct {
	dynamic.Interface
	store
}

func (d dynamicStore) Resource(resource schema.GroupVersionResource) dynamic.NamespaceableResourceInterface {
	return dynamicResource{store: d.store, resource: resource}
}

type dynamicResource struct {
	dynamic.NamespaceableResourceInterface
	store
	resource  schema.GroupVersionResource
	namespace string
}

func (d dynamicResource) Namespace(namespace string) dynamic.ResourceInterface {
	d.namespace = namespace
	return d
}

func (d dynamicResource) Get(ctx context.Context, name string, _ metav1.GetOptions, _ ...string) (*unstructured.Unstructured, error) {
	kind, err := d.mapper.KindFor(d.resource)
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, errors.New("name is required") // as the real one says without asking a server
	}
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(kind)
	return object, d.Client.Get(ctx, client.ObjectKey{Namespace: d.namespace, Name: name}, object)
}

func (d dynamicResource) Update(ctx context.Context, object *unstructured.Unstructured, _ metav1.UpdateOptions, _ ...string) (*unstructured.Unstructured, error) {
	object = object.DeepCopy()
	return object, d.Client.Update(ctx, object)
}

func (d dynamicResource) List(ctx context.Context, options metav1.ListOptions) (*unstructured.UnstructuredList, error) {
	kind, err := d.mapper.KindFor(d.resource)
	if err != nil {
		return nil, err
	}
	selector, err := labels.Parse(options.LabelSelector)
	if err != nil {
		return nil, err
	}
	list := &unstructured.UnstructuredList{}
	list.SetGroupVersionKind(kind)
	return list, d.Client.List(ctx, list, &client.ListOptions{Namespace: d.namespace, LabelSelector: selector})
}
