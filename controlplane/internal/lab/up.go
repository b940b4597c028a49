package lab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrStopped ends a run that was asked to stop; it is no failure.
var ErrStopped = errors.New("stopped on request")

// Up runs a lab until the context ends or somebody asks it to stop. When everything is
// Ready it writes one line of JSON, the Status, to stdout.
func Up(ctx context.Context, options Options, stdout io.Writer) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if !slices.Contains(Versions, options.Karmada) {
		return failf(Wrong, "there are "+strings.Join(Versions, " and "), "Karmada %s is not built in", options.Karmada)
	}
	if err := checkMembers(options); err != nil {
		return err
	}
	if err := os.MkdirAll(options.Dir, 0o700); err != nil {
		return err
	}
	var err error
	if options.Dir, err = filepath.EvalSymlinks(options.Dir); err != nil {
		return err
	}
	held, err := lock(options.Dir)
	if err != nil {
		return err
	}
	defer held.Close()
	lab, err := New(ctx, options)
	if err != nil {
		return err
	}
	defer os.Remove(filepath.Join(options.Dir, "lab.json"))
	defer lab.Stop()
	listener, err := listen(options.Dir)
	if err != nil {
		return err
	}
	defer os.Remove(socketPath(options.Dir))
	server := &http.Server{Handler: lab.handler(func() { cancel(ErrStopped) })}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	if err := lab.publish(); err != nil {
		return err
	}
	if err := lab.Start(ctx); err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return cause
		}
		return err
	}
	line, err := json.Marshal(lab.Status())
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, string(line)) // nobody may be reading any more
	lab.say("everything is Ready")
	go lab.fleet.KeepLogsSmall(ctx)
	<-ctx.Done()
	lab.say("stopping")
	return context.Cause(ctx)
}

func checkMembers(options Options) error {
	for _, name := range options.Members {
		if err := checkMemberName(name); err != nil {
			return err
		}
	}
	return checkNodes(Nodes{Count: options.Nodes})
}
