package oracle

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	schedulingv1 "k8s.io/api/scheduling/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	clienttesting "k8s.io/client-go/testing"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	clusterv1alpha1 "github.com/karmada-io/karmada/pkg/apis/cluster/v1alpha1"
	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
	workv1alpha1 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha1"
	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
)

// newScheme knows Karmada's kinds and none of Kubernetes' workloads: what a user wrote stays as it was written.
func newScheme() *runtime.Scheme {
	scheme := runtime.NewScheme()
	for _, install := range []func(*runtime.Scheme) error{
		clusterv1alpha1.Install, policyv1alpha1.Install, workv1alpha1.Install, workv1alpha2.Install, schedulingv1.AddToScheme,
	} {
		if err := install(scheme); err != nil {
			panic(err)
		}
	}
	return scheme
}

// store is one control plane's objects, for one question: a client, and a mapper that knows every kind in it.
type store struct {
	client.Client
	mapper *meta.DefaultRESTMapper
}

func newStore(scheme *runtime.Scheme, indexes []Index, objects ...*unstructured.Unstructured) (made store, err error) {
	mapper := meta.NewDefaultRESTMapper(nil)
	for kind := range scheme.AllKnownTypes() {
		addKind(mapper, kind, true)
	}
	tracker := clienttesting.NewObjectTracker(scheme, serializer.NewCodecFactory(scheme).UniversalDecoder())
	builder := fake.NewClientBuilder().WithScheme(scheme).WithRESTMapper(mapper).WithObjectTracker(tracker)
	for _, index := range indexes {
		builder = builder.WithIndex(index.Of, index.Name, index.Value)
	}
	known := map[string]bool{}
	for _, object := range objects {
		key := object.GroupVersionKind().GroupKind().String() + " " + client.ObjectKeyFromObject(object).String()
		switch {
		case known[key]:
			return made, fmt.Errorf("%s: it is there twice", key)
		case object.GetDeletionTimestamp() != nil && len(object.GetFinalizers()) == 0:
			return made, fmt.Errorf("%s: it is deleted, and no finalizer keeps it", key)
		}
		known[key] = true
		if kind := object.GroupVersionKind(); !scheme.Recognizes(kind) {
			addKind(mapper, kind, object.GetNamespace() != "")
		}
		builder = builder.WithObjects(object)
	}
	return store{builder.Build(), mapper}, nil
}

func addKind(mapper *meta.DefaultRESTMapper, kind schema.GroupVersionKind, namespaced bool) {
	if strings.HasSuffix(kind.Kind, "List") || kind.Version == runtime.APIVersionInternal {
		return
	}
	scope := meta.RESTScopeRoot
	if namespaced {
		scope = meta.RESTScopeNamespace
	}
	mapper.Add(kind, scope)
}

// readAny is for objects of any kind.
func readAny(what string, text json.RawMessage) (*unstructured.Unstructured, error) {
	object := &unstructured.Unstructured{}
	if err := readObject(what, text, &object.Object); err != nil {
		return nil, err
	}
	if object.GetAPIVersion() == "" || object.GetKind() == "" || object.GetName() == "" {
		return nil, errors.New(what + ": it needs an apiVersion, a kind and a name")
	}
	return object, nil
}

// readAnyOf refuses what is not of one of the kinds.
func readAnyOf(what string, texts []json.RawMessage, kinds ...string) ([]*unstructured.Unstructured, error) {
	objects := []*unstructured.Unstructured{}
	for at, text := range texts {
		one := fmt.Sprintf("%s[%d]", what, at)
		object, err := readAny(one, text)
		if err != nil {
			return nil, err
		}
		if kind := object.GetKind(); !strings.Contains(" "+strings.Join(kinds, " ")+" ", " "+kind+" ") {
			return nil, fmt.Errorf("%s: its kind is %q", one, kind)
		}
		objects = append(objects, object)
	}
	return objects, nil
}
