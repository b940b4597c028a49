package oracle

import (
	"context"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
	"github.com/karmada-io/karmada/pkg/util/names"
)

// detected is how things stand afterwards.
type detected struct {
	// The policy that the template is claimed by.
	Policy *policyName `json:"policy"`
	// The detector does not look at such templates.
	Ignored  bool          `json:"ignored,omitempty"`
	Binding  *shortBinding `json:"binding"`
	Template described     `json:"template"`
	Error    string        `json:"error,omitempty"`
}

type policyName struct {
	Kind      string `json:"kind"`
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name"`
}

type shortBinding struct {
	APIVersion string        `json:"apiVersion"`
	Kind       string        `json:"kind"`
	Metadata   shortMetadata `json:"metadata"`
	Spec       any           `json:"spec"`
}

type shortMetadata struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace,omitempty"`
	described
}

type described struct {
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

func (s store) describe(template *unstructured.Unstructured) (answer detected, err error) {
	ctx := context.Background()
	after, err := s.current(template)
	if err != nil {
		return answer, err
	}
	answer.Template = described{after.GetLabels(), after.GetAnnotations()}
	annotations := after.GetAnnotations()
	if name := annotations[policyv1alpha1.PropagationPolicyNameAnnotation]; name != "" {
		namespace := annotations[policyv1alpha1.PropagationPolicyNamespaceAnnotation]
		answer.Policy = &policyName{policyv1alpha1.ResourceKindPropagationPolicy, namespace, name}
	} else if name := annotations[policyv1alpha1.ClusterPropagationPolicyAnnotation]; name != "" {
		answer.Policy = &policyName{policyv1alpha1.ResourceKindClusterPropagationPolicy, "", name}
	}
	name := names.GenerateBindingName(template.GetKind(), template.GetName())
	made := &shortBinding{APIVersion: workv1alpha2.GroupVersion.String()}
	if template.GetNamespace() != "" {
		rb := &workv1alpha2.ResourceBinding{}
		err = s.Get(ctx, client.ObjectKey{Namespace: template.GetNamespace(), Name: name}, rb)
		made.Kind, made.Spec = workv1alpha2.ResourceKindResourceBinding, rb.Spec
		made.Metadata = shortMetadata{rb.Name, rb.Namespace, described{rb.Labels, rb.Annotations}}
	} else {
		crb := &workv1alpha2.ClusterResourceBinding{}
		err = s.Get(ctx, client.ObjectKey{Name: name}, crb)
		made.Kind, made.Spec = workv1alpha2.ResourceKindClusterResourceBinding, crb.Spec
		made.Metadata = shortMetadata{crb.Name, "", described{crb.Labels, crb.Annotations}}
	}
	if apierrors.IsNotFound(err) {
		return answer, nil
	}
	answer.Binding = made
	return answer, err
}

// current is the object as it is now.
func (s store) current(of *unstructured.Unstructured) (*unstructured.Unstructured, error) {
	found := &unstructured.Unstructured{}
	found.SetGroupVersionKind(of.GroupVersionKind())
	return found, s.Get(context.Background(), client.ObjectKeyFromObject(of), found)
}
