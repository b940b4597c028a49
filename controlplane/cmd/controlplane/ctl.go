package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"karmate/controlplane/internal/lab"
)

// ctl sends one request to a lab that runs, and prints the answer.
func ctl(args []string) int {
	var nodes lab.Nodes
	flags := pflag.NewFlagSet("ctl", pflag.ContinueOnError)
	dir := flags.String("dir", "", "Directory of the lab (needed).")
	members := flags.Int("nodes", 2, "add-member: nodes of the new member.")
	flags.IntVar(&nodes.Count, "count", -1, "set-nodes: how many (needed; what is not named takes its default).")
	flags.StringVar(&nodes.CPU, "cpu", "", "set-nodes: CPUs of each.")
	flags.StringVar(&nodes.Memory, "memory", "", "set-nodes: memory of each.")
	flags.StringVar(&nodes.Pods, "pods", "", "set-nodes: pods that fit on each.")
	flags.StringToStringVar(&nodes.Labels, "labels", nil, "set-nodes: labels of each.")
	flags.StringVar(&nodes.Region, "region", "", "set-nodes: topology.kubernetes.io/region.")
	flags.StringVar(&nodes.Zone, "zone", "", "set-nodes: topology.kubernetes.io/zone.")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return 0
		}
		return fail(exitUsage, err)
	}
	absolute, err := filepath.Abs(*dir)
	if *dir == "" || err != nil || flags.NArg() == 0 {
		return fail(exitUsage, fmt.Errorf("ctl needs --dir and an action"))
	}
	if real, err := filepath.EvalSymlinks(absolute); err == nil {
		absolute = real
	}
	if flags.Arg(0) == "add-member" {
		nodes = lab.Nodes{Count: *members}
	}
	if flags.Arg(0) == "set-nodes" && nodes.Count < 0 {
		return fail(exitUsage, fmt.Errorf("set-nodes needs --count"))
	}
	method, path, body, err := lab.Request(flags.Args(), nodes)
	if err != nil {
		return fail(exitUsage, err)
	}
	text, err := lab.Call(context.Background(), absolute, method, path, body)
	if err != nil {
		return fail(exitOf[lab.KindOf(err)], err)
	}
	_, _ = os.Stdout.Write(text)
	return 0
}
