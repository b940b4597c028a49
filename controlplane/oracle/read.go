package oracle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	kjson "sigs.k8s.io/json"
)

// readHeading looks no further than it must: a question may be long.
func readHeading(line []byte) (head heading, err error) {
	in := json.NewDecoder(bytes.NewReader(line))
	if token, err := in.Token(); err != nil {
		return head, err
	} else if token != json.Delim('{') {
		return head, errors.New("a question is an object")
	}
	for in.More() && (head.ID == nil || head.Ask == "") {
		key, err := in.Token()
		if err != nil {
			return head, err
		}
		value := json.RawMessage{}
		if err := in.Decode(&value); err != nil {
			return head, err
		}
		switch key {
		case "id":
			head.ID = value
		case "ask":
			if err := json.Unmarshal(value, &head.Ask); err != nil {
				return head, err
			}
		}
	}
	return head, nil
}

// readQuestion refuses a field that there is not, lest a misspelt one change nothing. Below, in Karmada's objects, those
// that this version does not know are dropped, as its API server does with what is not in the schema.
func readQuestion(line []byte, into any) error {
	strict, err := kjson.UnmarshalStrict(line, into, kjson.DisallowUnknownFields)
	if err != nil {
		return err
	}
	for _, unknown := range strict {
		if below := strings.ContainsAny(unknown.Error(), ".["); !below {
			return unknown
		}
	}
	return nil
}

// readObject drops unknown fields too.
func readObject(what string, text json.RawMessage, into any) error {
	if len(text) == 0 {
		return fmt.Errorf("%s: it is missing", what)
	}
	if err := kjson.UnmarshalCaseSensitivePreserveInts(text, into); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
