package oracle

import (
	"context"
	_ "unsafe" // go:linkname

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"

	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
	"github.com/karmada-io/karmada/pkg/generated/clientset/versioned/fake"
	informers "github.com/karmada-io/karmada/pkg/generated/informers/externalversions"
	"github.com/karmada-io/karmada/pkg/scheduler"
	schedulercache "github.com/karmada-io/karmada/pkg/scheduler/cache"
	"github.com/karmada-io/karmada/pkg/scheduler/core"
	"github.com/karmada-io/karmada/pkg/scheduler/framework/plugins"
)

// The scheduler's own loop for one key of its queue (pkg/scheduler/scheduler.go).
//
//go:linkname doSchedule github.com/karmada-io/karmada/pkg/scheduler.(*Scheduler).doSchedule
func doSchedule(s *scheduler.Scheduler, key string) error

// Which bindings it takes up at all (pkg/scheduler/event_handler.go).
//
//go:linkname resourceBindingEventFilter github.com/karmada-io/karmada/pkg/scheduler.(*Scheduler).resourceBindingEventFilter
func resourceBindingEventFilter(s *scheduler.Scheduler, binding any) bool

// The framework takes its plugins in Go's map order and keeps it, so that one process of Karmada's shows one reason for
// a cluster that several of them reject, and another process another. These many share the orders that there are.
const orders = 64

// standingScheduler is Karmada's scheduler with its defaults. Its informers never run: their stores are filled by hand.
type standingScheduler struct {
	*scheduler.Scheduler
	algorithms                          []core.ScheduleAlgorithm
	bindings, clusterBindings, clusters cache.Indexer
	emptyWorkloads                      *bool
}

func newScheduler() (*standingScheduler, error) {
	nowhere, err := kubernetes.NewForConfig(&rest.Config{Host: "http://127.0.0.1:1"})
	if err != nil {
		return nil, err
	}
	all := []string{"*"} // the default of --plugins
	made, err := scheduler.NewScheduler(nil, fake.NewSimpleClientset(), nowhere,
		scheduler.WithEnableSchedulerPlugin(all), scheduler.WithSchedulerName(scheduler.DefaultScheduler))
	if err != nil {
		return nil, err
	}
	*Unexported[record.EventRecorder](made, "eventRecorder") = &record.FakeRecorder{} // it drops them
	factory := *Unexported[informers.SharedInformerFactory](made, "informerFactory")
	s := &standingScheduler{
		Scheduler:       made,
		bindings:        factory.Work().V1alpha2().ResourceBindings().Informer().GetIndexer(),
		clusterBindings: factory.Work().V1alpha2().ClusterResourceBindings().Informer().GetIndexer(),
		clusters:        factory.Cluster().V1alpha1().Clusters().Informer().GetIndexer(),
		emptyWorkloads:  Unexported[bool](made, "enableEmptyWorkloadPropagation"),
	}
	known := *Unexported[schedulercache.Cache](made, "schedulerCache")
	for range orders {
		// As NewScheduler makes its one.
		algorithm, err := core.NewGenericScheduler(known, plugins.NewInTreeRegistry().Filter(all))
		if err != nil {
			return nil, err
		}
		s.algorithms = append(s.algorithms, algorithm)
	}
	return s, nil
}

// counted tells whether the loop came as far as the algorithm.
type counted struct {
	core.ScheduleAlgorithm
	calls int
}

func (c *counted) Schedule(ctx context.Context, spec *workv1alpha2.ResourceBindingSpec,
	status *workv1alpha2.ResourceBindingStatus, option *core.ScheduleAlgorithmOption) (core.ScheduleResult, error) {
	c.calls++
	return c.ScheduleAlgorithm.Schedule(ctx, spec, status, option)
}
