package oracle

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/karmada-io/karmada/pkg/detector"
)

// watched is a template as the detector's informer has seen it last. Whether a change that Karmada itself has made counts
// as one of a user is for the detector to say: lazy policies follow only these.
type watched struct {
	made   *detector.ResourceDetector
	stored store
	last   *unstructured.Unstructured
	byUser bool
}

func (d detecting) watch(made *detector.ResourceDetector, stored store, template *unstructured.Unstructured) (*watched, error) {
	last, err := stored.current(template)
	seen := &watched{made: made, stored: stored, last: last}
	d.Enqueued(made, func(item any) {
		if changed, known := item.(detector.ResourceItem); known && !changed.ResourceChangeByKarmada {
			seen.byUser = true
		}
	})
	return seen, err
}

// look tells the detector what has become of the template.
func (w *watched) look() error {
	now, err := w.stored.current(w.last)
	if err != nil || now.GetResourceVersion() == w.last.GetResourceVersion() {
		return err
	}
	w.made.OnUpdate(w.last, now)
	w.last = now
	return nil
}

// asByUser says whether what was seen since it was asked last counts as a user's.
func (w *watched) asByUser() bool {
	byUser := w.byUser
	w.byUser = false
	return byUser
}
