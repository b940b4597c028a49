package oracle

import (
	"bytes"
	"encoding/json"
	"errors"
	_ "unsafe" // go:linkname

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/karmada-io/karmada/pkg/detector"
	"github.com/karmada-io/karmada/pkg/util"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/keys"
)

// Which kinds it does not watch (pkg/detector/detector.go).
//
//go:linkname gvrDisabled github.com/karmada-io/karmada/pkg/detector.(*ResourceDetector).gvrDisabled
func gvrDisabled(d *detector.ResourceDetector, resource schema.GroupVersionResource) bool

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
	seen, err := d.watch(made, stored, template)
	if err != nil {
		return nil, err
	}
	answer, before := detected{}, []byte{}
	for range mostRounds {
		failure := error(nil)
		if question.Preemption || question.Settle {
			failure = d.reconcilePolicies(made, policies, seen)
		}
		byUser := seen.asByUser()
		failure = errors.Join(failure, reconcileTemplate(made, keys.ClusterWideKeyWithConfig{
			ClusterWideKey: key, ResourceChangeByKarmada: question.ByKarmada && !byUser,
		}), seen.look())
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

func (d detecting) reconcilePolicies(made *detector.ResourceDetector, policies []*unstructured.Unstructured, seen *watched) error {
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
		failures = append(failures, seen.look())
	}
	return errors.Join(failures...)
}
