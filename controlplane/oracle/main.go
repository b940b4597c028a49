package oracle

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/go-logr/logr"
	"k8s.io/klog/v2"
	controllerruntime "sigs.k8s.io/controller-runtime"
)

// Main serves stdin and stdout, which nothing else may write to, and ends the process well when stdin does.
func Main(kinds map[string]func() (Ask, error)) {
	Silence()
	debug.SetGCPercent(400) // what one question needs is little, and garbage after it
	out := os.Stdout
	os.Stdout = os.Stderr
	asks := map[string]Ask{}
	for name, prepare := range kinds {
		ask, err := prepare()
		if err != nil {
			fail(err)
		}
		asks[name] = ask
	}
	if err := Serve(os.Stdin, out, asks); err != nil {
		fail(err)
	}
}

// Silence drops what Karmada and its libraries log.
func Silence() {
	klog.SetLogger(logr.Discard())
	controllerruntime.SetLogger(logr.Discard())
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "oracle:", err)
	os.Exit(1)
}
