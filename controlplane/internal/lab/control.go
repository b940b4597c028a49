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
	return filepath.Join("/tmp", fmt.Sprintf("karmate-%d", os.Getuid()), hex.EncodeToString(sum[:8])+".sock")
}

// listen opens the socket; one left behind by a killed supervisor is replaced, since
// the caller holds the lock.
func listen(dir string) (net.Listener, error) {
	path := socketPath(dir)
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := checkPrivate(folder); err != nil {
		return nil, err
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

func checkPrivate(folder string) error {
	info, err := os.Lstat(folder)
	if err == nil && (!info.IsDir() || info.Mode().Perm()&0o077 != 0) {
		err = failf("chmod 700 "+folder, "others can enter %s, where the lab is controlled", folder)
	}
	return err
}

// handler serves the control protocol: JSON over HTTP.
func (l *Lab) handler(stop func()) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) { answer(w, l.Status(), nil) })
	mux.HandleFunc("POST /stop", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusAccepted)
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
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			answer(w, nil, failf(`send {"name":"test3","nodes":2}`, "that body cannot be read: %v", err))
			return
		}
		err := l.addMember(l.ctx, Member{Name: body.Name, Nodes: Nodes{Count: body.Nodes}})
		l.answerChange(w, l.Status(), err)
	})
	mux.HandleFunc("DELETE /members/{name}", func(w http.ResponseWriter, r *http.Request) {
		err := l.removeMember(l.ctx, r.PathValue("name"))
		l.answerChange(w, l.Status(), err)
	})
	mux.HandleFunc("PUT /members/{name}/nodes", func(w http.ResponseWriter, r *http.Request) {
		var nodes Nodes
		if err := json.NewDecoder(r.Body).Decode(&nodes); err != nil {
			answer(w, nil, failf(`send {"count":3,"cpu":"4"}`, "that body cannot be read: %v", err))
			return
		}
		err := l.setNodes(l.ctx, r.PathValue("name"), nodes)
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
		unit.Start()
	case "stop":
		unit.Stop()
	case "restart":
		unit.Stop()
		unit.Start()
	case "pause":
		err = unit.Pause()
	case "resume":
		err = unit.Resume()
	default:
		err = failf("there are start, stop, restart, pause, resume", "%q is not an action", action)
	}
	if err == nil && action != "stop" && action != "pause" {
		err = l.awaitAgain(unit, name)
	}
	if err == nil {
		l.say(fmt.Sprintf("%s: %s on request", name, action))
	}
	return unit.Status(), err
}

// awaitAgain waits until a component that was started or resumed serves again.
func (l *Lab) awaitAgain(unit *supervise.Unit, name string) error {
	l.mu.Lock()
	probe := l.probes[name]
	l.mu.Unlock()
	return waitReady(l.ctx, unit, probe)
}

func (l *Lab) answerChange(w http.ResponseWriter, body any, err error) {
	answer(w, body, errors.Join(err, l.publish()))
}

func answer(w http.ResponseWriter, body any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		code := http.StatusConflict
		if errors.Is(err, supervise.ErrUnknown) {
			code = http.StatusNotFound
		}
		w.WriteHeader(code)
		body = map[string]string{"error": err.Error(), "hint": Explain(err)}
	}
	_ = json.NewEncoder(w).Encode(body)
}
