package oracle

import (
	"encoding/json"
	"fmt"
	"regexp"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/tools/record"

	"github.com/karmada-io/karmada/pkg/detector"
	"github.com/karmada-io/karmada/pkg/features"
	"github.com/karmada-io/karmada/pkg/util"
	"github.com/karmada-io/karmada/pkg/util/fedinformer/keys"
)

type detectQuestion struct {
	heading
	Template json.RawMessage `json:"template"`
	// PropagationPolicies and ClusterPropagationPolicies. They need the label with their permanent id, which a webhook
	// gives them.
	Policies []json.RawMessage `json:"policies"`
	// The one that there is already.
	Binding json.RawMessage `json:"binding"`
	// What else there is: override policies that a policy waits for, priority classes.
	Objects []json.RawMessage `json:"objects"`
	// Let the policies' webhooks fill in what is left out first: as at creation where a policy has no permanent id, else
	// as at an update. What the schema of the kind fills in is not among it.
	Defaults bool `json:"defaults"`
	// The feature gate PropagationPolicyPreemption; every policy is reconciled before the template is.
	Preemption bool `json:"preemption"`
	// Policies and template are reconciled until nothing changes any more.
	Settle bool `json:"settle"`
	// The template was changed by Karmada, not by a user: a lazy policy's changes wait.
	ByKarmada bool `json:"byKarmada"`
}

type detecting struct {
	Version
	interpreting
	scheme *runtime.Scheme
	// Of this one only the queue is of use, in whichever type it has in that version. Nobody reads it.
	queue *detector.ResourceDetector
}

// NewDetect is the question what Karmada's detector makes of a template.
func NewDetect(version Version) (Ask, error) {
	shared, err := newInterpreting(version)
	if err != nil {
		return nil, err
	}
	queue := &detector.ResourceDetector{Processor: util.NewAsyncWorker(util.Options{Name: "oracle", KeyFunc: detector.ClusterWideKeyFunc})}
	return detecting{version, shared, newScheme(), queue}.answer, nil
}

func (d detecting) answer(line []byte) (any, error) {
	var question detectQuestion
	if err := readQuestion(line, &question); err != nil {
		return nil, err
	}
	template, err := readAny("template", question.Template)
	if err != nil {
		return nil, err
	}
	policies, err := d.readPolicies(question)
	if err != nil {
		return nil, err
	}
	objects := append([]*unstructured.Unstructured{template.DeepCopy()}, policies...)
	for at, text := range question.Objects {
		object, err := readAny(fmt.Sprintf("objects[%d]", at), text)
		if err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	if len(question.Binding) > 0 && string(question.Binding) != "null" {
		object, err := readBindingObject(question.Binding)
		if err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	stored, err := newStore(d.scheme, d.Indexes, objects...)
	if err != nil {
		return nil, err
	}
	for _, policy := range policies {
		if err := addSelected(stored.mapper, policy); err != nil {
			return nil, err
		}
	}
	if err := features.FeatureGate.SetFromMap(map[string]bool{string(features.PolicyPreemption): question.Preemption}); err != nil {
		return nil, err
	}
	return d.settle(question, stored, template, policies)
}

// newDetector is Karmada's with the defaults of its controller manager.
func (d detecting) newDetector(stored store) *detector.ResourceDetector {
	made := &detector.ResourceDetector{
		Client:                       stored.Client,
		DynamicClient:                dynamicStore{store: stored},
		InformerManager:              d.informers,
		Processor:                    d.queue.Processor,
		RESTMapper:                   stored.mapper,
		SkippedResourceConfig:        util.NewSkippedResourceConfig(),
		SkippedPropagatingNamespaces: []*regexp.Regexp{regexp.MustCompile("^kube-.*$")}, // of --skipped-propagating-namespaces
		ResourceInterpreter:          d.interpreter,
		EventRecorder:                &record.FakeRecorder{}, // it drops them
	}
	*Unexported[map[keys.ClusterWideKey]struct{}](made, "waitingObjects") = map[keys.ClusterWideKey]struct{}{}
	if d.Listers != nil {
		d.Listers(made, stored.Client)
	}
	return made
}
