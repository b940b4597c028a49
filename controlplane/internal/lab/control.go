package lab

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"karmate/controlplane/internal/supervise"
)

// longestSocket is what macOS can bind; Linux allows four bytes more.
const longestSocket = 103

// socketPath is where a lab is controlled: in its directory, or, where that path is too
// long for a socket, in a private folder of the system's temporary one.
func socketPath(dir string) string {
	path := filepath.Join(dir, "control.sock")
	if len(path) <= longestSocket {
		return path
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(sharedFolder(), hex.EncodeToString(sum[:8])+".sock")
}

// listen opens the socket; one left behind by a killed supervisor is replaced, since
// the caller holds the lock.
func listen(dir string) (net.Listener, error) {
	path := socketPath(dir)
	if filepath.Dir(path) != dir {
		if err := makePrivate(filepath.Dir(path)); err != nil {
			return nil, err
		}
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	return listener, os.Chmod(path, 0o600)
}

// handler serves the control protocol: JSON over HTTP.
func (l *Lab) handler(stop func()) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) { answer(w, l.Status(), nil) })
	mux.HandleFunc("POST /stop", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "0")
		w.WriteHeader(http.StatusAccepted)
		_ = http.NewResponseController(w).Flush() // the answer first, the server ends too
		stop()
	})
	mux.HandleFunc("POST /components/{name}/{action}", func(w http.ResponseWriter, r *http.Request) {
		status, err := l.act(r.PathValue("name"), r.PathValue("action"))
		l.answerChange(w, status, err)
	})
	mux.HandleFunc("POST /members", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Name  string `json:"name"`
			Nodes int    `json:"nodes"`
		}
		err := readBody(r, &body, `{"name":"test3","nodes":2}`)
		if err == nil {
			err = l.addMember(l.ctx, Member{Name: body.Name, Nodes: Nodes{Count: body.Nodes}})
		}
		l.answerChange(w, l.Status(), err)
	})
	mux.HandleFunc("DELETE /members/{name}", func(w http.ResponseWriter, r *http.Request) {
		err := l.removeMember(l.ctx, r.PathValue("name"))
		l.answerChange(w, l.Status(), err)
	})
	mux.HandleFunc("PUT /members/{name}/nodes", func(w http.ResponseWriter, r *http.Request) {
		nodes := Nodes{Count: -1}
		err := readBody(r, &nodes, `{"count":3,"cpu":"4"}`)
		if err == nil {
			err = l.setNodes(l.ctx, r.PathValue("name"), nodes)
		}
		l.answerChange(w, l.Status(), err)
	})
	return mux
}

func (l *Lab) act(name, action string) (supervise.Status, error) {
	unit, err := l.fleet.Find(name)
	if err != nil {
		return supervise.Status{}, err
	}
	switch action {
	case "start":
		if unit.Status().State == supervise.Paused {
			err = unit.Resume()
		} else {
			err = l.startAgain(unit, name)
		}
	case "stop":
		unit.Stop()
	case "restart":
		unit.Stop()
		err = l.startAgain(unit, name)
	case "pause":
		err = unit.Pause()
	case "resume":
		err = unit.Resume()
	default:
		err = failf(Missing, "there are start, stop, restart, pause, resume", "%q is not an action", action)
	}
	if err == nil && action != "stop" && action != "pause" {
		err = l.awaitAgain(unit, name)
	}
	if err == nil {
		l.say(fmt.Sprintf("%s: %s on request", name, action))
	}
	return unit.Status(), err
}

// startAgain starts a unit; a kwok must not wait for the leases of the one before.
func (l *Lab) startAgain(unit *supervise.Unit, name string) error {
	if member, isKwok := strings.CutSuffix(name, "-kwok"); isKwok && unit.Status().State == supervise.Stopped {
		client, err := l.kubernetes(l.config(member))
		if err == nil {
			err = releaseNodes(l.ctx, client)
		}
		if err != nil {
			return err
		}
	}
	unit.Start()
	return nil
}

// awaitAgain waits until a component that was started or resumed serves again.
func (l *Lab) awaitAgain(unit *supervise.Unit, name string) error {
	l.mu.Lock()
	probe := l.probes[name]
	l.mu.Unlock()
	return waitReady(l.ctx, unit, probe)
}

func (l *Lab) answerChange(w http.ResponseWriter, body any, err error) {
	_ = l.publish() // what was asked for is done, also where the disk is full
	answer(w, body, err)
}

func readBody(r *http.Request, into any, example string) error {
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return failf(Wrong, "send "+example, "that body cannot be read: %v", err)
	}
	return nil
}

var statusOf = map[Kind]int{
	Broken: http.StatusInternalServerError, Wrong: http.StatusBadRequest, Missing: http.StatusNotFound, Conflict: http.StatusConflict,
}

func answer(w http.ResponseWriter, body any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(statusOf[KindOf(err)])
		body = map[string]string{"error": err.Error(), "hint": Explain(err)}
	}
	_ = json.NewEncoder(w).Encode(body)
}
