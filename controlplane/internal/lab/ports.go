package lab

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"syscall"
	"time"
)

// Ports come from below the range that systems hand out to outgoing connections
// (Linux from 32768, macOS from 49152), so that they stay free while the lab is down.
const (
	lowestPort  = 20000
	highestPort = 31999
)

// choosePort gives a port that is free now and that nobody else counts on.
func choosePort(used map[int]bool) (int, error) {
	for range 500 {
		port := lowestPort + rand.IntN(highestPort-lowestPort+1)
		if !used[port] && portError(port) == nil {
			return port, nil
		}
	}
	return 0, failf(Broken, "see what listens on 127.0.0.1", "no free port found between %d and %d", lowestPort, highestPort)
}

func portError(port int) error {
	listener, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return err
	}
	return listener.Close()
}

// claimPorts chooses ports for new names and checks that the known ones are still free.
// What is left of a supervisor killed a moment ago gets some seconds to end.
func (s *Settings) claimPorts(names []string, ofOthers map[int]bool, patience time.Duration) error {
	deadline := time.Now().Add(patience)
	used := maps.Clone(ofOthers)
	for _, port := range s.Ports {
		used[port] = true
	}
	for _, name := range names {
		port, known := s.Ports[name]
		if !known {
			port, err := choosePort(used)
			if err != nil {
				return err
			}
			s.Ports[name], used[port] = port, true
			continue
		}
		err := portError(port)
		for err != nil && time.Now().Before(deadline) {
			time.Sleep(100 * time.Millisecond)
			err = portError(port)
		}
		if errors.Is(err, syscall.EADDRINUSE) {
			return failf(Conflict, fmt.Sprintf("end what listens there (lsof -iTCP:%d -sTCP:LISTEN), or delete the lab's directory to start anew on other ports", port),
				"port %d of %s has been taken by another program; the lab's objects and kubeconfigs hold it, so it cannot move", port, name)
		}
		if err != nil {
			return fmt.Errorf("port %d of %s: %w", port, name, err)
		}
	}
	return nil
}
