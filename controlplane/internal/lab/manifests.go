package lab

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/dynamic"
	"sigs.k8s.io/yaml"
)

const fieldManager = "karmate-lab"

// readManifests reads all objects of a file, or of all .yaml files below a folder,
// after replacing words in their text.
func readManifests(path string, replace *strings.Replacer) ([]*unstructured.Unstructured, error) {
	var objects []*unstructured.Unstructured
	err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		found, err := parseManifests(replace.Replace(string(text)))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		objects = append(objects, found...)
		return nil
	})
	return objects, err
}

func parseManifests(text string) ([]*unstructured.Unstructured, error) {
	var objects []*unstructured.Unstructured
	reader := utilyaml.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		content := map[string]any{}
		if err := yaml.Unmarshal(bytes.TrimSpace(document), &content); err != nil {
			return nil, err
		}
		if len(content) > 0 {
			objects = append(objects, &unstructured.Unstructured{Object: content})
		}
	}
}

// applyAll applies objects server-side, some at a time. What a starting server does not
// know or allow yet (its namespace, its RBAC roles) is tried again for a while.
func applyAll(ctx context.Context, client dynamic.Interface, objects []*unstructured.Unstructured) error {
	limit := make(chan struct{}, 6)
	results := make(chan error, len(objects))
	for _, object := range objects {
		go func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			results <- applyOne(ctx, client, object)
		}()
	}
	var all error
	for range objects {
		all = errors.Join(all, <-results)
	}
	return all
}

func applyOne(ctx context.Context, client dynamic.Interface, object *unstructured.Unstructured) error {
	kind := object.GroupVersionKind()
	resource, _ := meta.UnsafeGuessKindToResource(kind)
	target := client.Resource(resource).Namespace(object.GetNamespace())
	var last error
	return poll(ctx, 100*time.Millisecond, 30*time.Second, func() (bool, error) {
		_, last = target.Apply(ctx, object.GetName(), object, metav1.ApplyOptions{FieldManager: fieldManager, Force: true})
		if last == nil || isPassing(last) {
			return last == nil, nil
		}
		return false, fmt.Errorf("applying %s %s: %w", kind.Kind, object.GetName(), last)
	}, func() error { return fmt.Errorf("applying %s %s: %w", kind.Kind, object.GetName(), last) })
}

func isPassing(err error) bool {
	return apierrors.IsNotFound(err) || apierrors.IsServiceUnavailable(err) || apierrors.IsInternalError(err) ||
		apierrors.IsTooManyRequests(err) || apierrors.IsServerTimeout(err) || apierrors.IsTimeout(err) ||
		apierrors.IsConflict(err) || apierrors.IsForbidden(err) || !isStatus(err)
}

func isStatus(err error) bool {
	var status apierrors.APIStatus
	return errors.As(err, &status)
}
