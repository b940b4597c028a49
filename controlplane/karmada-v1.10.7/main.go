// Command karmada-v1.10.7 is that version's five components in one binary: the
// version many production installs run, on the same etcd and API servers.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register" // the JSON log format
	"k8s.io/klog/v2"
	"karmate/lifeline"
	controllerruntime "sigs.k8s.io/controller-runtime"

	agent "github.com/karmada-io/karmada/cmd/agent/app"
	aggregated "github.com/karmada-io/karmada/cmd/aggregated-apiserver/app"
	manager "github.com/karmada-io/karmada/cmd/controller-manager/app"
	scheduler "github.com/karmada-io/karmada/cmd/scheduler/app"
	webhook "github.com/karmada-io/karmada/cmd/webhook/app"
)

var components = map[string]func(context.Context) *cobra.Command{
	"karmada-agent":                agent.NewAgentCommand,
	"karmada-aggregated-apiserver": aggregated.NewAggregatedApiserverCommand,
	"karmada-controller-manager":   manager.NewControllerManagerCommand,
	"karmada-scheduler": func(ctx context.Context) *cobra.Command {
		return scheduler.NewSchedulerCommand(ctx.Done())
	},
	"karmada-webhook": webhook.NewWebhookCommand,
}

func main() {
	lifeline.Hold()
	if len(os.Args) < 2 || components[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: karmada-v1.10.7 COMPONENT [flags]")
		os.Exit(2)
	}
	newCommand := components[os.Args[1]]
	os.Args = os.Args[1:]
	controllerruntime.SetLogger(klog.Background())
	os.Exit(cli.Run(newCommand(controllerruntime.SetupSignalHandler())))
}
