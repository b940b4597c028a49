package lab

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"strings"
	"time"

	"karmate/controlplane/internal/component"
	"karmate/controlplane/internal/supervise"
)

const (
	deathsToGiveUp = 4
	startTimeout   = 2 * time.Minute
)

// waitReady returns when the component runs and its probe, if it has one, answers 200, and
// gives up when it dies again and again or time runs out, with its last words.
func waitReady(ctx context.Context, unit *supervise.Unit, probe *component.Probe) error {
	client, err := probeClient(probe)
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	last := "no answer yet"
	before := unit.Status().Restarts
	return poll(ctx, 50*time.Millisecond, startTimeout, func() (bool, error) {
		if err := checkAlive(unit.Status(), before); err != nil {
			return false, err
		}
		if probe == nil {
			return unit.Status().State == supervise.Running, nil
		}
		response, err := client.Get(probe.URL)
		if err != nil {
			last = err.Error()
			return false, nil
		}
		_ = response.Body.Close()
		last = response.Status
		return response.StatusCode == http.StatusOK, nil
	}, func() error {
		return lastWords(unit.Status(), fmt.Sprintf("%s was not ready within %s: %s", unit.Status().Name, startTimeout, last))
	})
}

// checkAlive refuses to wait on for what dies again and again, or was stopped meanwhile.
func checkAlive(status supervise.Status, restartsBefore int) error {
	deaths := status.Restarts - restartsBefore
	switch {
	case deaths >= deathsToGiveUp:
		return lastWords(status, fmt.Sprintf("%s died %d times in a row (%s)", status.Name, deaths, status.Message))
	case status.State == supervise.Stopped || status.State == supervise.Paused:
		return failf(Conflict, "start or resume it", "%s was %s while it was waited for", status.Name, status.State)
	}
	return nil
}

func lastWords(status supervise.Status, message string) error {
	lines := strings.Join(supervise.LastLines(status.Log, 8), "\n  ")
	return failf(Broken, "its whole log: "+status.Log, "%s\n  %s", message, lines)
}

func probeClient(probe *component.Probe) (*http.Client, error) {
	// What is asked here is only whether it serves; the port is the lab's own.
	security := &tls.Config{InsecureSkipVerify: true}
	if probe != nil && probe.CertFile != "" {
		certificate, err := tls.LoadX509KeyPair(probe.CertFile, probe.KeyFile)
		if err != nil {
			return nil, err
		}
		security.Certificates = []tls.Certificate{certificate}
	}
	return &http.Client{Timeout: 2 * time.Second, Transport: &http.Transport{TLSClientConfig: security, Proxy: nil}}, nil
}

// poll asks until the answer is yes, an error, or time runs out.
func poll(ctx context.Context, every, timeout time.Duration, ask func() (bool, error), late func() error) error {
	deadline := time.Now().Add(timeout)
	for {
		done, err := ask()
		if done || err != nil {
			return err
		}
		if time.Now().After(deadline) {
			return late()
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(every):
		}
	}
}

func probeOf(c component.Component, config component.Config) *component.Probe {
	if c.Probe == nil {
		return nil
	}
	return c.Probe(config)
}
