package oracletest

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

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

// Spent holds that every kind of question has its time, also one that panics.
func Spent(t *testing.T) {
	timed := oracle.Timed(map[string]oracle.Ask{
		"sleep": func([]byte) (any, error) { time.Sleep(2 * time.Millisecond); return Object{"said": true}, nil },
		"panic": func([]byte) (any, error) { time.Sleep(time.Millisecond); panic("as Karmada's code may") },
		"never": func([]byte) (any, error) { return Object{"said": true}, nil },
	})
	in := `{"id":1,"ask":"sleep"}` + "\n" + `{"id":2,"ask":"panic"}` + "\n" + `{"id":3,"ask":"sleep"}` + "\n" + `{"id":4,"ask":"spent"}`
	out := &bytes.Buffer{}
	if err := oracle.Serve(strings.NewReader(in), out, timed); err != nil {
		t.Fatal(err)
	}
	said := struct{ Spent map[string]int64 }{}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &said); err != nil {
		t.Fatal(err)
	}
	if said.Spent["sleep"] < 4000 || said.Spent["panic"] < 1000 || len(said.Spent) != 2 {
		t.Errorf("it says %v", said.Spent)
	}
}
