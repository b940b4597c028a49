// Package oracle answers questions with Karmada's own code, of whichever version it is compiled with. It is for tests
// that hold karmate's rules against Karmada's. A question is one line of JSON, and so is its answer.
package oracle

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
)

// Ask answers one kind of question. An error says that the question cannot be read.
type Ask func(question []byte) (answer any, err error)

// Serve answers every line of in by one line on out, in the same order, until in ends.
func Serve(in io.Reader, out io.Writer, asks map[string]Ask) error {
	lines, answers := bufio.NewReaderSize(in, 1<<20), bufio.NewWriterSize(out, 1<<16)
	for {
		line, err := lines.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if _, err := answers.Write(append(answer(line, asks), '\n')); err != nil {
				return err
			}
			if err := answers.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

type heading struct {
	ID  json.RawMessage `json:"id"`
	Ask string          `json:"ask"`
}

type invalid struct {
	Invalid string `json:"invalid"`
}

type panicked struct {
	Panic string `json:"panic"`
	Stack string `json:"stack"`
}

func answer(line []byte, asks map[string]Ask) []byte {
	head, err := readHeading(line)
	if err != nil {
		return withID(head.ID, invalid{err.Error()})
	}
	ask, known := asks[head.Ask]
	if !known {
		return withID(head.ID, invalid{fmt.Sprintf("there is no question %q", head.Ask)})
	}
	return withID(head.ID, guarded(ask, line))
}

func guarded(ask Ask, line []byte) (body any) {
	defer func() {
		if cause := recover(); cause != nil {
			body = panicked{fmt.Sprint(cause), string(debug.Stack())}
		}
	}()
	body, err := ask(line)
	if err != nil {
		return invalid{err.Error()}
	}
	return body
}

// withID writes body, which is a JSON object that is not empty, with the question's id before its own fields.
func withID(id json.RawMessage, body any) []byte {
	if id == nil {
		id = json.RawMessage("null")
	}
	text, err := json.Marshal(body)
	if err != nil {
		return withID(id, invalid{fmt.Sprintf("the answer cannot be written: %v", err)})
	}
	return append(append(append([]byte(`{"id":`), id...), ','), text[1:]...)
}
