package oracle

import (
	"context"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	workv1alpha1 "github.com/karmada-io/karmada/pkg/apis/work/v1alpha1"
	webhook "github.com/karmada-io/karmada/pkg/webhook/work"
)

// admitting is a client of a server that asks the webhook for works before it makes one.
type admitting struct {
	client.Client
	scheme *runtime.Scheme
}

func (a admitting) Create(ctx context.Context, object client.Object, options ...client.CreateOption) error {
	if made, is := object.(*workv1alpha1.Work); is {
		if err := a.admit(made); err != nil {
			return err
		}
	}
	return a.Client.Create(ctx, object, options...)
}

func (a admitting) admit(made *workv1alpha1.Work) error {
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(made)
	if err != nil {
		return err
	}
	object := &unstructured.Unstructured{Object: content}
	object.SetGroupVersionKind(workv1alpha1.SchemeGroupVersion.WithKind(workv1alpha1.ResourceKindWork))
	mutated, err := mutate(&webhook.MutatingAdmission{Decoder: admission.NewDecoder(a.scheme)}, object, true)
	if err != nil {
		return err
	}
	admitted := workv1alpha1.Work{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(mutated.Object, &admitted); err != nil {
		return err
	}
	*made = admitted
	return nil
}
