package main

import (
	"context"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
)

// lister is an informer's that is never behind.
type lister struct {
	from client.Client
	kind string
}

func (l lister) ByNamespace(namespace string) cache.GenericNamespaceLister {
	return namespaceLister{l, namespace}
}

func (l lister) List(selector labels.Selector) ([]runtime.Object, error) {
	return l.ByNamespace("").List(selector)
}

func (l lister) Get(key string) (runtime.Object, error) {
	namespace, name, err := cache.SplitMetaNamespaceKey(key)
	if err != nil {
		return nil, err
	}
	return l.ByNamespace(namespace).Get(name)
}

type namespaceLister struct {
	lister
	namespace string
}

func (l namespaceLister) List(selector labels.Selector) ([]runtime.Object, error) {
	list := &unstructured.UnstructuredList{}
	list.SetGroupVersionKind(policyv1alpha1.SchemeGroupVersion.WithKind(l.kind + "List"))
	err := l.from.List(context.Background(), list, &client.ListOptions{Namespace: l.namespace, LabelSelector: selector})
	objects := []runtime.Object{}
	for at := range list.Items {
		objects = append(objects, &list.Items[at])
	}
	return objects, err
}

func (l namespaceLister) Get(name string) (runtime.Object, error) {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(policyv1alpha1.SchemeGroupVersion.WithKind(l.kind))
	return object, l.from.Get(context.Background(), client.ObjectKey{Namespace: l.namespace, Name: name}, object)
}
