// Package manifests holds no program: its test asks kubectl's own reader what it makes of manifests, so that what
// karmate makes of the same texts (test/operations/manifests.test.ts) can be held against it.
package manifests

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unicode/utf16"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/cli-runtime/pkg/resource"
)

// Inside the module: go test forgets a cached answer only when files in it change.
const folder = "testdata"

type identity struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	Namespace  string `json:"namespace,omitempty"`
}

// reading is what came of one file: the objects with a name, and whether anything in it was refused.
type reading struct {
	Documents []identity `json:"documents"`
	Refuses   bool       `json:"refuses"`
}

type example struct {
	Name  string `json:"name"`
	Input string `json:"input"`
	// "le" or "be": the input is written so, with a byte order mark.
	UTF16   string   `json:"utf16,omitempty"`
	Kubectl *reading `json:"kubectl,omitempty"`
	// Only where karmate is stricter, or goes on where kubectl stops.
	Karmate *reading `json:"karmate,omitempty"`
	Why     string   `json:"why,omitempty"`
}

// sent is one manifest as karmate sends it to an API server.
type sent struct {
	Identity identity `json:"identity"`
	Text     string   `json:"text"`
}

// TestKubectlReads holds the table against kubectl's reader; with UPDATE_GOLDEN=1 it writes the table's answers anew.
func TestKubectlReads(t *testing.T) {
	var examples []example
	load(t, "cases.json", &examples)
	update := os.Getenv("UPDATE_GOLDEN") != ""
	for i := range examples {
		is := &examples[i]
		t.Run(is.Name, func(t *testing.T) {
			got, _ := read(t, *is)
			if update {
				is.Kubectl = &got
			} else if is.Kubectl == nil || !reflect.DeepEqual(got, *is.Kubectl) {
				t.Errorf("kubectl reads %+v, the table says %+v", got, is.Kubectl)
			}
		})
	}
	if update {
		save(t, "cases.json", examples)
	}
}

// TestSentSaysTheSame: what karmate sends is to a server what the file is to kubectl.
func TestSentSaysTheSame(t *testing.T) {
	var examples []example
	load(t, "cases.json", &examples)
	sends := map[string][]sent{}
	load(t, "sent.json", &sends)
	for _, is := range examples {
		t.Run(is.Name, func(t *testing.T) {
			_, objects := read(t, is)
			for _, one := range sends[is.Name] {
				object := map[string]any{}
				// As the API server does it: k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyPatcher.
				if err := yaml.Unmarshal([]byte(one.Text), &object); err != nil {
					if !is.Kubectl.Refuses {
						t.Errorf("%+v: the server could not read it: %v", one.Identity, err)
					}
				} else if named := identify(object); named != one.Identity {
					t.Errorf("sent to %+v, but it says %+v", one.Identity, named)
				}
				if would, known := find(objects, one.Identity); known && !sameJSON(t, would, object) {
					t.Errorf("%+v: kubectl would send %v, karmate sends %v", one.Identity, would, object)
				}
			}
		})
	}
}

func read(t *testing.T, is example) (reading, []map[string]any) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(path, encode(is), 0o600); err != nil {
		t.Fatal(err)
	}
	result := reading{Documents: []identity{}}
	var objects []map[string]any
	err := resource.NewLocalBuilder().Unstructured().ContinueOnError().Flatten().
		FilenameParam(false, &resource.FilenameOptions{Filenames: []string{path}}).Do().
		Visit(func(info *resource.Info, err error) error {
			object, ok := info.Object.(*unstructured.Unstructured)
			if err != nil || !ok || info.Name == "" || object.GetAPIVersion() == "" {
				result.Refuses = true
				return err
			}
			objects = append(objects, object.Object)
			result.Documents = append(result.Documents, identify(object.Object))
			return nil
		})
	result.Refuses = result.Refuses || err != nil
	return result, objects
}

func identify(object map[string]any) identity {
	is := unstructured.Unstructured{Object: object}
	return identity{is.GetAPIVersion(), is.GetKind(), is.GetName(), is.GetNamespace()}
}

func find(objects []map[string]any, named identity) (map[string]any, bool) {
	for _, object := range objects {
		if identify(object) == named {
			return object, true
		}
	}
	return nil, false
}

func encode(is example) []byte {
	if is.UTF16 == "" {
		return []byte(is.Input)
	}
	var bytes []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + is.Input)) {
		low, high := byte(unit), byte(unit>>8)
		if is.UTF16 == "le" {
			bytes = append(bytes, low, high)
		} else {
			bytes = append(bytes, high, low)
		}
	}
	return bytes
}

func sameJSON(t *testing.T, a, b map[string]any) bool {
	t.Helper()
	// An empty namespace is none: kubectl leaves it out, the server fills it in.
	if is := (unstructured.Unstructured{Object: b}); is.GetNamespace() == "" {
		unstructured.RemoveNestedField(b, "metadata", "namespace")
	}
	first, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(first, second)
}

func load(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func save(t *testing.T, name string, value any) {
	t.Helper()
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), append(text, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
}
