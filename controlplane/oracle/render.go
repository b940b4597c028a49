package oracle

import (
	"context"
	"encoding/json"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"
	controllerruntime "sigs.k8s.io/controller-runtime"

	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
	controllers "github.com/karmada-io/karmada/pkg/controllers/binding"
	"github.com/karmada-io/karmada/pkg/util/overridemanager"
)

type renderQuestion struct {
	heading
	Template json.RawMessage `json:"template"`
	// As the scheduler leaves it.
	Binding  json.RawMessage   `json:"binding"`
	Clusters []json.RawMessage `json:"clusters"`
	// OverridePolicies and ClusterOverridePolicies.
	Policies []json.RawMessage `json:"policies"`
	// Let the webhook for works have its way: it gives an id and, in v1.10, leaves out what must not be in a manifest. What
	// it refuses is not made.
	Defaults bool `json:"defaults"`
}

type rendering struct {
	Version
	interpreting
	scheme *runtime.Scheme
}

// NewRender is the question which works Karmada's binding controllers make.
func NewRender(version Version) (Ask, error) {
	shared, err := newInterpreting(version)
	if err != nil {
		return nil, err
	}
	return rendering{version, shared, newScheme()}.answer, nil
}

func (r rendering) answer(line []byte) (any, error) {
	var question renderQuestion
	if err := readQuestion(line, &question); err != nil {
		return nil, err
	}
	stored, of, err := r.read(question)
	if err != nil {
		return nil, err
	}
	if question.Defaults {
		stored.Client = admitting{stored.Client, r.scheme}
	}
	failure := r.reconcile(stored, of)
	works, err := r.works(stored)
	if err != nil {
		return nil, err
	}
	answer := rendered{Works: works}
	if failure != nil {
		answer.Error = failure.Error()
	}
	return answer, nil
}

func (r rendering) read(question renderQuestion) (stored store, of *unstructured.Unstructured, err error) {
	template, err := readAny("template", question.Template)
	if err != nil {
		return stored, of, err
	}
	if of, err = readBindingObject(question.Binding); err != nil {
		return stored, of, err
	}
	policies, err := readOverridePolicies(question.Policies)
	if err != nil {
		return stored, of, err
	}
	clusters, err := readAnyOf("clusters", question.Clusters, "Cluster")
	if err != nil {
		return stored, of, err
	}
	objects := append(append(policies, clusters...), template, of)
	stored, err = newStore(r.scheme, r.Indexes, objects...)
	return stored, of, err
}

func (r rendering) reconcile(stored store, of *unstructured.Unstructured) error {
	recorder := &record.FakeRecorder{}
	overrides := overridemanager.New(stored.Client, recorder)
	request := controllerruntime.Request{NamespacedName: types.NamespacedName{Namespace: of.GetNamespace(), Name: of.GetName()}}
	if of.GetKind() == workv1alpha2.ResourceKindClusterResourceBinding {
		controller := &controllers.ClusterResourceBindingController{
			Client: stored.Client, DynamicClient: dynamicStore{store: stored}, InformerManager: r.informers, EventRecorder: recorder,
			RESTMapper: stored.mapper, OverrideManager: overrides, ResourceInterpreter: r.interpreter,
		}
		_, err := controller.Reconcile(context.Background(), request)
		return err
	}
	controller := &controllers.ResourceBindingController{
		Client: stored.Client, DynamicClient: dynamicStore{store: stored}, InformerManager: r.informers, EventRecorder: recorder,
		RESTMapper: stored.mapper, OverrideManager: overrides, ResourceInterpreter: r.interpreter,
	}
	_, err := controller.Reconcile(context.Background(), request)
	return err
}
