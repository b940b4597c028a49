package oracle

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"k8s.io/client-go/tools/cache"

	clusterv1alpha1 "github.com/karmada-io/karmada/pkg/apis/cluster/v1alpha1"
	"github.com/karmada-io/karmada/pkg/features"
	"github.com/karmada-io/karmada/pkg/generated/clientset/versioned/fake"
)

type scheduleQuestion struct {
	heading
	// A ResourceBinding or a ClusterResourceBinding.
	Binding json.RawMessage `json:"binding"`
	// Those of the question before where they are left out: to read them takes longer than to schedule.
	Clusters *[]clusterv1alpha1.Cluster `json:"clusters"`
	// How often the same is scheduled, each time from the beginning. 1 where it is left out.
	Runs int `json:"runs"`
	// The scheduler's --enable-empty-workload-propagation.
	EmptyWorkloads bool `json:"emptyWorkloads"`
	// The feature gate CustomizedClusterResourceModeling; on where it is left out.
	ResourceModels *bool `json:"resourceModels"`
	// Whether the scheduler would take up the binding at all is asked too: another scheduler's, a suspended one, or one
	// without a policy's label, is then not needed.
	Filter bool `json:"filter"`
	// No rule of the scheduler reads the clock.
	Now string `json:"now"`
}

// scheduleAnswer has each answer once, however many runs gave it.
type scheduleAnswer struct {
	Answers []placed `json:"answers"`
}

const mostRuns = 10_000

// NewSchedule is the question what Karmada's scheduler makes of a binding.
func NewSchedule() (Ask, error) {
	s, err := newScheduler()
	if err != nil {
		return nil, err
	}
	return s.answer, nil
}

func (s *standingScheduler) answer(line []byte) (any, error) {
	question := scheduleQuestion{Runs: 1}
	if err := readQuestion(line, &question); err != nil {
		return nil, err
	}
	if question.Runs < 1 || question.Runs > mostRuns {
		return nil, fmt.Errorf("runs: %d is not between 1 and %d", question.Runs, mostRuns)
	}
	binding, err := readBinding(question.Binding)
	if err != nil {
		return nil, err
	}
	if question.Clusters != nil {
		if err := s.fill(*question.Clusters); err != nil {
			return nil, err
		}
	}
	*s.emptyWorkloads = question.EmptyWorkloads
	models := question.ResourceModels == nil || *question.ResourceModels
	if err := features.FeatureGate.SetFromMap(map[string]bool{string(features.CustomizedClusterResourceModeling): models}); err != nil {
		return nil, err
	}
	distinct := map[string]placed{}
	for range question.Runs {
		one := s.place(binding, question.Filter)
		text, err := json.Marshal(one)
		if err != nil {
			return nil, err
		}
		distinct[string(text)] = one
	}
	answer := scheduleAnswer{}
	for _, text := range slices.Sorted(maps.Keys(distinct)) {
		answer.Answers = append(answer.Answers, distinct[text])
	}
	return answer, nil
}

// fill makes these the clusters that there are.
func (s *standingScheduler) fill(clusters []clusterv1alpha1.Cluster) error {
	stored, names := []any{}, map[string]bool{}
	for at := range clusters {
		name := clusters[at].Name
		if name == "" || names[name] {
			return fmt.Errorf("clusters[%d]: it needs a name of its own, not %q", at, name)
		}
		names[name] = true
		stored = append(stored, &clusters[at])
	}
	return s.clusters.Replace(stored, "")
}

// place runs the scheduler's loop once for the binding, which stays as it is.
func (s *standingScheduler) place(before binding, filter bool) placed {
	if filter && !resourceBindingEventFilter(s.Scheduler, before.object()) {
		return before.placed("not needed", nil)
	}
	client := fake.NewSimpleClientset(before.object())
	key, err := cache.MetaNamespaceKeyFunc(before.object())
	if err == nil {
		err = errors.Join(s.bindings.Replace(before.namespaced(), ""), s.clusterBindings.Replace(before.clusterWide(), ""))
	}
	if err != nil {
		return before.placed("failed", err)
	}
	algorithm := &counted{ScheduleAlgorithm: s.algorithms[rand.IntN(len(s.algorithms))]}
	s.KarmadaClient, s.Algorithm = client, algorithm
	failure := doSchedule(s.Scheduler, key)
	after, err := before.stored(client)
	if err != nil {
		return before.placed("failed", err)
	}
	return outcome(before, after, algorithm.calls > 0, failure)
}
