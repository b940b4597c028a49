// Package oracletest has the oracle's tests, which run in each module that an oracle is compiled in.
package oracletest

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"karmate/oracle"
)

// Object is JSON.
type Object = map[string]any

// Kinds are the questions of the oracle under test.
type Kinds = map[string]func() (oracle.Ask, error)

// Case is a question, and what is known to be its answer.
type Case struct {
	Name     string
	Question Object
	Answer   Object
	// The answer says more than that: of every object what is named here.
	InPart bool
}

// Known asks all of the cases, one after the other.
func Known(t *testing.T, asks map[string]oracle.Ask, cases []Case) {
	for _, one := range cases {
		t.Run(one.Name, func(t *testing.T) {
			answer := Ask(t, asks, one.Question)[0]
			delete(answer, "id")
			wanted := plain(t, one.Answer)
			if one.InPart {
				answer = part(answer, wanted)
			}
			if !reflect.DeepEqual(answer, wanted) {
				t.Errorf("wanted %s\nbut it says %s", text(t, wanted), text(t, answer))
			}
		})
	}
}

// part is what of an object the other names.
func part(whole, named Object) Object {
	some := Object{}
	for key, value := range named {
		below, isObject := value.(Object)
		within, hasObject := whole[key].(Object)
		if isObject && hasObject {
			some[key] = part(within, below)
		} else if has, is := whole[key]; is {
			some[key] = has
		}
	}
	return some
}

// Asks makes each kind of question ready.
func Asks(t *testing.T, kinds Kinds) map[string]oracle.Ask {
	t.Helper()
	oracle.Silence()
	asks := map[string]oracle.Ask{}
	for name, prepare := range kinds {
		ask, err := prepare()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		asks[name] = ask
	}
	return asks
}

// Ask sends the questions through the oracle's own loop.
func Ask(t *testing.T, asks map[string]oracle.Ask, questions ...Object) []Object {
	t.Helper()
	in, out := &bytes.Buffer{}, &bytes.Buffer{}
	for _, question := range questions {
		in.WriteString(text(t, question) + "\n")
	}
	if err := oracle.Serve(in, out, asks); err != nil {
		t.Fatal(err)
	}
	answers := []Object{}
	for _, line := range bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n")) {
		answer := Object{}
		if err := json.Unmarshal(line, &answer); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		answers = append(answers, answer)
	}
	if len(answers) != len(questions) {
		t.Fatalf("%d answers to %d questions", len(answers), len(questions))
	}
	return answers
}

// Through JSON and back, so that numbers and lists compare.
func plain(t *testing.T, object Object) (back Object) {
	t.Helper()
	if err := json.Unmarshal([]byte(text(t, object)), &back); err != nil {
		t.Fatal(err)
	}
	return back
}

func text(t *testing.T, object Object) string {
	t.Helper()
	made, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(made)
}
