package oracle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
	"github.com/karmada-io/karmada/pkg/generated/clientset/versioned"
)

// binding is one of the two kinds; the other is nil.
type binding struct {
	rb  *workv1alpha2.ResourceBinding
	crb *workv1alpha2.ClusterResourceBinding
}

func readBinding(text json.RawMessage) (binding, error) {
	var is metav1.TypeMeta
	if err := readObject("binding", text, &is); err != nil {
		return binding{}, err
	}
	if is.APIVersion != workv1alpha2.GroupVersion.String() {
		return binding{}, fmt.Errorf("binding: its apiVersion is %q, not %q", is.APIVersion, workv1alpha2.GroupVersion)
	}
	switch is.Kind {
	case workv1alpha2.ResourceKindResourceBinding:
		rb := &workv1alpha2.ResourceBinding{}
		err := readObject("binding", text, rb)
		if err == nil && (rb.Name == "" || rb.Namespace == "") {
			err = errors.New("binding: it needs a name and a namespace")
		}
		return binding{rb: rb}, err
	case workv1alpha2.ResourceKindClusterResourceBinding:
		crb := &workv1alpha2.ClusterResourceBinding{}
		err := readObject("binding", text, crb)
		if err == nil && (crb.Name == "" || crb.Namespace != "") {
			err = errors.New("binding: it needs a name and no namespace")
		}
		return binding{crb: crb}, err
	}
	return binding{}, fmt.Errorf("binding: its kind is %q", is.Kind)
}

func readBindingObject(text json.RawMessage) (*unstructured.Unstructured, error) {
	if _, err := readBinding(text); err != nil {
		return nil, err
	}
	return readAny("binding", text)
}

func (b binding) object() runtime.Object {
	if b.rb != nil {
		return b.rb
	}
	return b.crb
}

func (b binding) namespaced() []any {
	if b.rb == nil {
		return nil
	}
	return []any{b.rb}
}

func (b binding) clusterWide() []any {
	if b.crb == nil {
		return nil
	}
	return []any{b.crb}
}

func (b binding) spec() *workv1alpha2.ResourceBindingSpec {
	if b.rb != nil {
		return &b.rb.Spec
	}
	return &b.crb.Spec
}

func (b binding) status() *workv1alpha2.ResourceBindingStatus {
	if b.rb != nil {
		return &b.rb.Status
	}
	return &b.crb.Status
}

// stored is the same binding as the client has it now.
func (b binding) stored(client versioned.Interface) (after binding, err error) {
	if b.rb != nil {
		after.rb, err = client.WorkV1alpha2().ResourceBindings(b.rb.Namespace).Get(context.Background(), b.rb.Name, metav1.GetOptions{})
		return after, err
	}
	after.crb, err = client.WorkV1alpha2().ClusterResourceBindings().Get(context.Background(), b.crb.Name, metav1.GetOptions{})
	return after, err
}
