package oracle

import (
	"encoding/json"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/tools/record"

	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
	"github.com/karmada-io/karmada/pkg/util/overridemanager"
)

type overrideQuestion struct {
	heading
	Object  json.RawMessage `json:"object"`
	Cluster json.RawMessage `json:"cluster"`
	// OverridePolicies and ClusterOverridePolicies.
	Policies []json.RawMessage `json:"policies"`
}

type overridden struct {
	// Null where an override fails: no work is made then.
	Object  map[string]any `json:"object"`
	Applied applied        `json:"applied"`
	Error   string         `json:"error,omitempty"`
}

// applied are names of policies, in the order in which they are applied; once for each of their rules.
type applied struct {
	Cluster   []string `json:"cluster"`
	Namespace []string `json:"namespace"`
}

type overriding struct {
	scheme *runtime.Scheme
}

// NewOverride is the question what Karmada's override policies make of an object for a cluster.
func NewOverride() (Ask, error) {
	return overriding{newScheme()}.answer, nil
}

func (o overriding) answer(line []byte) (any, error) {
	var question overrideQuestion
	if err := readQuestion(line, &question); err != nil {
		return nil, err
	}
	object, err := readAny("object", question.Object)
	if err != nil {
		return nil, err
	}
	objects, err := readOverridePolicies(question.Policies)
	if err != nil {
		return nil, err
	}
	clusters, err := readAnyOf("cluster", []json.RawMessage{question.Cluster}, "Cluster")
	if err != nil {
		return nil, err
	}
	stored, err := newStore(o.scheme, nil, append(objects, clusters...)...)
	if err != nil {
		return nil, err
	}
	overrides := overridemanager.New(stored.Client, &record.FakeRecorder{})
	clusterWide, namespaced, err := overrides.ApplyOverridePolicies(object, clusters[0].GetName())
	if err != nil {
		return overridden{Applied: applied{[]string{}, []string{}}, Error: err.Error()}, nil
	}
	return overridden{Object: object.Object, Applied: applied{policyNames(clusterWide), policyNames(namespaced)}}, nil
}

func readOverridePolicies(texts []json.RawMessage) ([]*unstructured.Unstructured, error) {
	return readAnyOf("policies", texts, policyv1alpha1.ResourceKindOverridePolicy, policyv1alpha1.ResourceKindClusterOverridePolicy)
}

func policyNames(of *overridemanager.AppliedOverrides) []string {
	names := []string{}
	if of == nil {
		return names
	}
	for _, item := range of.AppliedItems {
		names = append(names, item.PolicyName)
	}
	return names
}
