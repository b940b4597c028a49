package lab

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestManifestsAreReadWithTheirWordsFilledIn(t *testing.T) {
	dir := t.TempDir()
	text := "# a comment only\n---\nkind: ConfigMap\nmetadata: {name: a}\ndata: {ca: '{{caBundle}}'}\n---\nkind: Secret\nmetadata: {name: b}\n"
	if err := os.WriteFile(filepath.Join(dir, "one.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	objects, err := readManifests(dir, strings.NewReplacer("{{caBundle}}", "QUJD"))
	if err != nil || len(objects) != 2 {
		t.Fatalf("%v %v", objects, err)
	}
	if data := objects[0].Object["data"].(map[string]any); data["ca"] != "QUJD" {
		t.Error(data)
	}
}

func TestABrokenManifestIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "broken.yaml")
	if err := os.WriteFile(path, []byte("a: [1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readManifests(path, strings.NewReplacer()); err == nil || !strings.Contains(err.Error(), "broken.yaml") {
		t.Error(err)
	}
}

func TestOnlyPassingRefusalsAreTriedAgain(t *testing.T) {
	resource := schema.GroupResource{Resource: "things"}
	for err, passing := range map[error]bool{
		errors.New("connection refused"):                   true,
		apierrors.NewNotFound(resource, "namespace"):       true,
		apierrors.NewServiceUnavailable("starting"):        true,
		apierrors.NewBadRequest("no such field"):           false,
		apierrors.NewMethodNotSupported(resource, "patch"): false,
	} {
		if isPassing(err) != passing {
			t.Errorf("%v: %v", err, !passing)
		}
	}
}

func TestWordsOfCtlBecomeRequests(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"status", "GET /status"}, {"down", "POST /stop"}, {"pause etcd", "POST /components/etcd/pause"},
		{"add-member test3", "POST /members"}, {"remove-member test3", "DELETE /members/test3"}, {"set-nodes test1", "PUT /members/test1/nodes"},
		{"pause", ""}, {"stop ..", ""}, {"stop a/b", ""}, {"status now", ""}, {"dance", ""},
	} {
		method, path, _, err := Request(strings.Fields(c.words), Nodes{})
		if got := strings.TrimSpace(method + " " + path); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q %v", c.words, got, err)
		}
	}
}
