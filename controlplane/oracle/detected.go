package oracle

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	_ "unsafe" // go:linkname

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
	"github.com/karmada-io/karmada/pkg/detector"
	"github.com/karmada-io/karmada/pkg/util"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/keys"
	"github.com/karmada-io/karmada/pkg/util/names"
)

// Which kinds it does not watch (pkg/detector/detector.go).
//
//go:linkname gvrDisabled github.com/karmada-io/karmada/pkg/detector.(*ResourceDetector).gvrDisabled
func gvrDisabled(d *detector.ResourceDetector, resource schema.GroupVersionResource) bool

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

const mostRounds = 10

func (d detecting) settle(question detectQuestion, stored store, template *unstructured.Unstructured, policies []*unstructured.Unstructured) (any, error) {
	made := d.newDetector(stored)
	kind := template.GroupVersionKind()
	mapping, err := stored.mapper.RESTMapping(kind.GroupKind(), kind.Version)
	if err != nil {
		return nil, err
	}
	if gvrDisabled(made, mapping.Resource) || !made.EventFilter(template) {
		answer, err := stored.describe(template)
		answer.Policy, answer.Ignored = nil, true
		return answer, err
	}
	key, err := keys.ClusterWideKeyFunc(template)
	if err != nil {
		return nil, err
	}
	answer, before := detected{}, []byte{}
	for range mostRounds {
		failure := error(nil)
		if question.Preemption || question.Settle {
			failure = d.reconcilePolicies(made, policies)
		}
		failure = errors.Join(failure, reconcileTemplate(made, keys.ClusterWideKeyWithConfig{
			ClusterWideKey: key, ResourceChangeByKarmada: question.ByKarmada,
		}))
		if answer, err = stored.describe(template); err != nil {
			return nil, err
		}
		if failure != nil {
			answer.Error = failure.Error()
		}
		now, err := json.Marshal(answer)
		if err != nil {
			return nil, err
		}
		if !question.Settle || bytes.Equal(now, before) {
			break
		}
		before = now
	}
	return answer, nil
}

// A failing one is tried again, as the queue does; what is then still wrong is told. So a template without a policy is
// none: only the first time that is an error.
func reconcileTemplate(made *detector.ResourceDetector, key util.QueueKey) error {
	if err := made.Reconcile(key); err == nil {
		return nil
	}
	return made.Reconcile(key)
}

func (d detecting) reconcilePolicies(made *detector.ResourceDetector, policies []*unstructured.Unstructured) error {
	failures := []error{}
	for _, policy := range policies {
		key, err := d.PolicyKey(policy)
		if err != nil {
			return err
		}
		reconcile := made.ReconcilePropagationPolicy
		if policy.GetNamespace() == "" {
			reconcile = made.ReconcileClusterPropagationPolicy
		}
		// Twice: where v1.10 adds its finalizer it leaves the rest to the change that this makes.
		if err := reconcile(key); err == nil {
			failures = append(failures, reconcile(key))
		} else {
			failures = append(failures, err)
		}
	}
	return errors.Join(failures...)
}

func (s store) describe(template *unstructured.Unstructured) (answer detected, err error) {
	ctx := context.Background()
	after := &unstructured.Unstructured{}
	after.SetGroupVersionKind(template.GroupVersionKind())
	if err := s.Get(ctx, client.ObjectKeyFromObject(template), after); err != nil {
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
