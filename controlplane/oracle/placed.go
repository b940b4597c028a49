package oracle

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	workv1alpha2 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha2"
)

// placed is what a binding says once the scheduler has looked at it.
type placed struct {
	// "scheduled"; "no fit": no cluster passes the filters, and the list of clusters was emptied; "failed": the clusters
	// are the former ones; "not needed": they are too, and nothing was tried.
	Outcome string `json:"outcome"`
	// By name. Karmada leaves out 0 replicas.
	Clusters     []workv1alpha2.TargetCluster `json:"clusters"`
	AffinityName string                       `json:"affinityName,omitempty"`
	Error        *scheduleError               `json:"error,omitempty"`
}

type scheduleError struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

// outcome reads the answer off the condition Scheduled, where the scheduler puts the error that it goes by. Of an error
// that ends the loop before anything is tried only the caller hears.
func outcome(before, after binding, tried bool, failure error) placed {
	// An empty list of affinity groups succeeds without a try.
	wrote := !after.status().LastScheduledTime.Equal(before.status().LastScheduledTime)
	if !tried && !wrote {
		if failure != nil {
			return after.placed("failed", failure)
		}
		return after.placed("not needed", nil)
	}
	is := meta.FindStatusCondition(after.status().Conditions, workv1alpha2.Scheduled)
	if is == nil {
		return after.placed("failed", failure)
	}
	if is.Status == metav1.ConditionTrue {
		return after.placed("scheduled", nil)
	}
	answer := after.placed("failed", nil)
	answer.Error = &scheduleError{Kind: "Error", Message: is.Message}
	switch is.Reason {
	case workv1alpha2.BindingReasonNoClusterFit:
		answer.Outcome, answer.Error.Kind = "no fit", "FitError"
	case workv1alpha2.BindingReasonUnschedulable:
		answer.Error.Kind = "UnschedulableError"
	}
	return answer
}

func (b binding) placed(outcome string, failure error) placed {
	answer := placed{Outcome: outcome, Clusters: slices.Clone(b.spec().Clusters), AffinityName: b.status().SchedulerObservedAffinityName}
	if answer.Clusters == nil {
		answer.Clusters = []workv1alpha2.TargetCluster{}
	}
	slices.SortFunc(answer.Clusters, func(a, b workv1alpha2.TargetCluster) int { return cmp.Compare(a.Name, b.Name) })
	if failure != nil {
		answer.Error = &scheduleError{Kind: "Error", Message: failure.Error()}
	}
	return answer
}
