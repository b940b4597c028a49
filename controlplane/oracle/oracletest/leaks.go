package oracletest

import (
	"runtime"
	"testing"
	"time"

	"karmate/oracle"
)

// NoLeak asks the same many times: what one question starts must have ended, or be there for all of them.
func NoLeak(t *testing.T, asks map[string]oracle.Ask, question Object) {
	Ask(t, asks, question)
	before := settled()
	const times = 40
	for range times {
		Ask(t, asks, question)
	}
	if more := settled() - before; more > times/10 {
		t.Errorf("%d questions left %d goroutines behind", times, more)
	}
}

// The number of goroutines, once it does not fall any more.
func settled() int {
	now := runtime.NumGoroutine()
	for range 50 {
		time.Sleep(20 * time.Millisecond)
		later := runtime.NumGoroutine()
		if later >= now {
			return later
		}
		now = later
	}
	return now
}
