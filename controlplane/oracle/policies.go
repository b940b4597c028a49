package oracle

import (
	"context"
	"encoding/json"
	"fmt"

	jsonpatch "github.com/evanphx/json-patch/v5"
	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
)

func (d detecting) readPolicies(question detectQuestion) ([]*unstructured.Unstructured, error) {
	namespaced, clusterWide := policyv1alpha1.ResourceKindPropagationPolicy, policyv1alpha1.ResourceKindClusterPropagationPolicy
	policies, err := readAnyOf("policies", question.Policies, namespaced, clusterWide)
	if err != nil {
		return nil, err
	}
	forNamespaced, forClusterWide := d.PolicyWebhooks(d.scheme)
	for at, policy := range policies {
		label, webhook := policyv1alpha1.PropagationPolicyPermanentIDLabel, forNamespaced
		if policy.GetKind() == clusterWide {
			label, webhook = policyv1alpha1.ClusterPropagationPolicyPermanentIDLabel, forClusterWide
		}
		if (policy.GetKind() == namespaced) != (policy.GetNamespace() != "") {
			return nil, fmt.Errorf("policies[%d]: its namespace is %q", at, policy.GetNamespace())
		}
		isNew := policy.GetLabels()[label] == ""
		if isNew && !question.Defaults {
			return nil, fmt.Errorf("policies[%d]: it has no label %s", at, label)
		}
		if question.Defaults {
			if policies[at], err = mutate(webhook, policy, isNew); err != nil {
				return nil, fmt.Errorf("policies[%d]: %w", at, err)
			}
		}
	}
	return policies, nil
}

// mutate is what a mutating webhook makes of an object that is created or updated.
func mutate(webhook admission.Handler, object *unstructured.Unstructured, isNew bool) (*unstructured.Unstructured, error) {
	raw, err := object.MarshalJSON()
	if err != nil {
		return nil, err
	}
	request := admission.Request{AdmissionRequest: admissionv1.AdmissionRequest{
		Operation: admissionv1.Update,
		Namespace: object.GetNamespace(),
		Name:      object.GetName(),
		Object:    runtime.RawExtension{Raw: raw},
	}}
	if isNew {
		request.Operation = admissionv1.Create
	}
	response := webhook.Handle(context.Background(), request)
	if !response.Allowed {
		return nil, fmt.Errorf("the webhook refuses it: %s", response.Result.Message)
	}
	said, err := json.Marshal(response.Patches)
	if err != nil {
		return nil, err
	}
	patch, err := jsonpatch.DecodePatch(said)
	if err != nil {
		return nil, err
	}
	patched, err := patch.Apply(raw)
	if err != nil {
		return nil, err
	}
	return readAny("what the webhook makes of it", patched)
}

// addSelected makes the kinds that a policy selects known, as they are to an API server that serves them.
func addSelected(mapper *meta.DefaultRESTMapper, policy *unstructured.Unstructured) error {
	spec := struct {
		Spec policyv1alpha1.PropagationSpec `json:"spec"`
	}{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(policy.Object, &spec); err != nil {
		return err
	}
	for _, selector := range spec.Spec.ResourceSelectors {
		kind := schema.FromAPIVersionAndKind(selector.APIVersion, selector.Kind)
		if _, err := mapper.RESTMapping(kind.GroupKind(), kind.Version); err != nil {
			addKind(mapper, kind, true)
		}
	}
	return nil
}
