package oracletest

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"karmate/oracle"
)

var stack = regexp.MustCompile(`,"stack":"goroutine \d[^"]*lines.go[^"]*"`)

// Lines holds the loop itself against what it promises.
func Lines(t *testing.T) {
	asks := map[string]oracle.Ask{
		"echo":  func([]byte) (any, error) { return Object{"said": true}, nil },
		"cut":   func(line []byte) (any, error) { return nil, json.Unmarshal(line, &Object{}) },
		"panic": func([]byte) (any, error) { panic("as Karmada's code may") },
	}
	for name, row := range map[string]struct{ in, out string }{
		"every question has one answer, with its id as it was": {
			`{"id":1,"ask":"echo"}` + "\n" + `{"id":"two","ask":"echo"}` + "\n",
			`{"id":1,"said":true}` + "\n" + `{"id":"two","said":true}` + "\n",
		},
		"the last one need not end its line, and empty lines are none": {
			"\n" + `{"id":1,"ask":"echo"}` + "\n\n" + `{"id":2,"ask":"echo"}`,
			`{"id":1,"said":true}` + "\n" + `{"id":2,"said":true}` + "\n",
		},
		"a line that cannot be read does not end it": {
			"nonsense\n" + `{"id":2,"ask":"echo"}` + "\n",
			`{"id":null,"invalid":"invalid character 'o' in literal null (expecting 'u')"}` + "\n" + `{"id":2,"said":true}` + "\n",
		},
		"nor one that is cut off": {
			`{"id":1,"ask":"cut"` + "\n" + `{"id":2,"ask":"echo"}` + "\n",
			`{"id":1,"invalid":"unexpected end of JSON input"}` + "\n" + `{"id":2,"said":true}` + "\n",
		},
		"nor does a question that there is not": {
			`{"id":1,"ask":"what"}` + "\n" + `{"id":2,"ask":"echo"}` + "\n",
			`{"id":1,"invalid":"there is no question \"what\""}` + "\n" + `{"id":2,"said":true}` + "\n",
		},
		"nor does a panic": {
			`{"id":1,"ask":"panic"}` + "\n" + `{"id":2,"ask":"echo"}` + "\n",
			`{"id":1,"panic":"as Karmada's code may"}` + "\n" + `{"id":2,"said":true}` + "\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			out := &bytes.Buffer{}
			if err := oracle.Serve(strings.NewReader(row.in), out, asks); err != nil {
				t.Fatal(err)
			}
			if said := stack.ReplaceAllString(out.String(), ""); said != row.out {
				t.Errorf("wanted %s\nbut it says %s", row.out, said)
			}
		})
	}
}
