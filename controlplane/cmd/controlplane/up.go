package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/go-logr/logr"
	"github.com/spf13/pflag"
	"k8s.io/klog/v2"

	"karmate/controlplane/internal/component"
	"karmate/controlplane/internal/lab"
)

const exitUsage = 2

// exitOf follows karmate's own table of exit codes.
var exitOf = map[lab.Kind]int{lab.Broken: 1, lab.Wrong: exitUsage, lab.Missing: 5, lab.Conflict: 6}

// up runs a lab in the foreground and returns the exit code.
func up(args []string) int {
	options := lab.Options{Progress: os.Stderr}
	flags := pflag.NewFlagSet("up", pflag.ContinueOnError)
	flags.SortFlags = false
	flags.StringVar(&options.Dir, "dir", "", "Directory of the lab; its data stay there (needed).")
	flags.StringSliceVar(&options.Members, "members", []string{"test1", "test2"}, "Names of the member clusters.")
	flags.IntVar(&options.Nodes, "nodes", 2, "Nodes of each new member.")
	flags.StringVar(&options.Karmada, "karmada", lab.CurrentKarmada, "Version of Karmada: "+strings.Join(lab.Versions, " or ")+".")
	flags.StringVar(&options.Bin, "bin", "", "Folder of the binaries (default: that of this one).")
	flags.StringVar(&options.Assets, "assets", "", "Folder of the manifests (default: assets beside this binary).")
	gates := flags.StringArray("feature-gates", nil, "COMPONENT=GATES: feature gates of a component, as in karmada-scheduler=A=true,B=false; repeatable.")
	controllers := flags.StringArray("controllers", nil, "COMPONENT=LIST: the controllers that a component runs; repeatable.")
	extra := flags.StringArray("args", nil, "COMPONENT=FLAG: one more flag of a component; repeatable.")
	untilStdinCloses := flags.Bool("until-stdin-closes", false, "End also when stdin closes, as it does when a parent dies.")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return 0
		}
		return fail(exitUsage, err)
	}
	if options.Dir == "" || flags.NArg() > 0 {
		return fail(exitUsage, fmt.Errorf("up needs --dir and takes no other words than flags"))
	}
	var err error
	if options.Settings, err = component.ParseSettings(*gates, *controllers, *extra); err != nil {
		return fail(exitUsage, err)
	}
	klog.SetLogger(logr.Discard()) // the libraries' own words say nothing to a user
	if err := locate(&options); err != nil {
		return fail(exitOf[lab.KindOf(err)], err)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	go stopOnSignals(cancel)
	if *untilStdinCloses {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			cancel(lab.ErrStopped)
		}()
	}
	err = lab.Up(ctx, options, os.Stdout)
	if errors.Is(err, lab.ErrStopped) {
		return 0
	}
	return fail(exitOf[lab.KindOf(err)], err)
}

// locate makes the directories absolute and finds what lies beside this binary.
func locate(options *lab.Options) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if options.Bin == "" {
		options.Bin = filepath.Dir(self)
	}
	if options.Assets == "" {
		options.Assets = filepath.Join(filepath.Dir(self), "assets")
	}
	for _, path := range []*string{&options.Dir, &options.Bin, &options.Assets} {
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	return nil
}

// stopOnSignals ends the run; a terminal that closes counts, unless nohup said otherwise.
// Notifying SIGPIPE keeps a closed stdout or stderr from ending the process.
func stopOnSignals(cancel context.CancelCauseFunc) {
	hangupIgnored := signal.Ignored(syscall.SIGHUP)
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGPIPE)
	if !hangupIgnored {
		signal.Notify(signals, syscall.SIGHUP)
	}
	for received := range signals {
		if received != syscall.SIGPIPE {
			cancel(lab.ErrStopped)
		}
	}
}

func fail(code int, err error) int {
	fmt.Fprintf(os.Stderr, "error: %v\n", err)
	if hint := lab.Explain(err); hint != "" {
		fmt.Fprintf(os.Stderr, "hint: %s\n", hint)
	}
	return code
}
