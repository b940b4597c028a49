package lab

import (
	"errors"
	"fmt"
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

// choosePort gives a port that is free now and not in use for another name.
func choosePort(taken map[string]int) (int, error) {
	used := map[int]bool{}
	for _, port := range taken {
		used[port] = true
	}
	for range 500 {
		port := lowestPort + rand.IntN(highestPort-lowestPort+1)
		if !used[port] && portError(port) == nil {
			return port, nil
		}
	}
	return 0, failf("see what listens on 127.0.0.1", "no free port found between %d and %d", lowestPort, highestPort)
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
func (s *Settings) claimPorts(names []string, patience time.Duration) error {
	deadline := time.Now().Add(patience)
	for _, name := range names {
		port, known := s.Ports[name]
		if !known {
			port, err := choosePort(s.Ports)
			if err != nil {
				return err
			}
			s.Ports[name] = port
			continue
		}
		err := portError(port)
		for err != nil && time.Now().Before(deadline) {
			time.Sleep(100 * time.Millisecond)
			err = portError(port)
		}
		if errors.Is(err, syscall.EADDRINUSE) {
			return failf(fmt.Sprintf("end what listens there (lsof -iTCP:%d -sTCP:LISTEN), or delete the lab's directory to start anew on other ports", port),
				"port %d of %s has been taken by another program; the lab's objects and kubeconfigs hold it, so it cannot move", port, name)
		}
		if err != nil {
			return fmt.Errorf("port %d of %s: %w", port, name, err)
		}
	}
	return nil
}
