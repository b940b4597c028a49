package lab

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
)

var componentName = regexp.MustCompile(`^[a-z0-9][-a-z0-9]*$`)

// Request turns the words of `ctl` into a request of the control protocol.
func Request(words []string, nodes Nodes) (method, path string, body any, err error) {
	action, names := words[0], words[1:]
	wanted := 1
	switch action {
	case "status":
		method, path, wanted = "GET", "/status", 0
	case "down":
		method, path, wanted = "POST", "/stop", 0
	case "stop", "start", "restart", "pause", "resume":
		method, path = "POST", "/components/%s/"+action
	case "add-member":
		method, path = "POST", "/members"
	case "remove-member":
		method, path = "DELETE", "/members/%s"
	case "set-nodes":
		method, path, body = "PUT", "/members/%s/nodes", nodes
	default:
		return "", "", nil, fmt.Errorf("there is no action %q", action)
	}
	if len(names) != wanted {
		return "", "", nil, fmt.Errorf("%s takes %d names, not %d", action, wanted, len(names))
	}
	for _, name := range names {
		if !componentName.MatchString(name) {
			return "", "", nil, fmt.Errorf("%q cannot be a name", name)
		}
	}
	if action == "add-member" {
		body = map[string]any{"name": names[0], "nodes": nodes.Count}
	}
	if strings.Contains(path, "%s") {
		path = fmt.Sprintf(path, names[0])
	}
	return method, path, body, nil
}

// Call sends a request to the lab of a directory and returns its answer.
func Call(ctx context.Context, dir, method, path string, body any) ([]byte, error) {
	content := &bytes.Buffer{}
	if body != nil {
		if err := json.NewEncoder(content).Encode(body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, "http://lab"+path, content)
	if err != nil {
		return nil, err
	}
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", socketPath(dir))
	}
	response, err := (&http.Client{Transport: &http.Transport{DialContext: dial}}).Do(request)
	if err != nil {
		return nil, &Failure{Message: "no lab answers in " + dir, Hint: "start one with: controlplane up --dir " + dir, Cause: err}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode < 300 {
		return text, err
	}
	var refused struct{ Error, Hint string }
	if json.Unmarshal(text, &refused) != nil || refused.Error == "" {
		return nil, fmt.Errorf("the lab answers %s", response.Status)
	}
	return nil, &Failure{Kind: kindOf(response.StatusCode), Message: refused.Error, Hint: refused.Hint}
}

func kindOf(status int) Kind {
	for kind, code := range statusOf {
		if code == status {
			return kind
		}
	}
	return Broken
}
