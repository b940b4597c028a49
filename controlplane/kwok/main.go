// Command kwok is kwok's controller, which makes fake nodes Ready and their pods
// Running, with a lifeline: it ends when the control plane's supervisor does.
package main

import (
	"os"

	"github.com/spf13/pflag"
	"karmate/lifeline"
	"sigs.k8s.io/kwok/pkg/config"
	"sigs.k8s.io/kwok/pkg/kwok/cmd"
	"sigs.k8s.io/kwok/pkg/log"
	"sigs.k8s.io/kwok/pkg/utils/signals"
)

func main() {
	lifeline.Hold()
	config.WorkDir = "/nonexistent" // or the user's own ~/.kwok would change what nodes do
	flags := pflag.NewFlagSet("global", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	flags.Usage = func() {}

	ctx, logger := log.InitFlags(signals.SetupSignalContext(), flags)
	ctx, err := config.InitFlags(ctx, flags)
	if err != nil {
		logger.Error("Reading the configuration", "err", err)
		os.Exit(1)
	}
	command := cmd.NewCommand(ctx)
	command.PersistentFlags().AddFlagSet(flags)
	if err := command.ExecuteContext(ctx); err != nil {
		logger.Error("Ended", "err", err)
		os.Exit(1)
	}
}
