// Command controlplane is a whole Karmada in one program: `up` runs it with member
// clusters, `ctl` controls one that runs, and each component is a subcommand.
package main

import (
	"fmt"
	"os"

	"karmate/controlplane/internal/component"
	"karmate/lifeline"
)

const usage = `A whole Karmada with member clusters on this machine, without containers.

Usage:
  controlplane up --dir D [--members test1,test2] [--nodes N] [--karmada V]   run it (see up --help)
  controlplane ctl --dir D status                                            how it is, as JSON
  controlplane ctl --dir D stop|start|restart|pause|resume COMPONENT
  controlplane ctl --dir D add-member NAME [--nodes N] | remove-member NAME
  controlplane ctl --dir D set-nodes NAME --count N [--cpu 4] [--memory 8Gi] [--labels k=v] [--region R] [--zone Z]
  controlplane ctl --dir D down
  controlplane COMPONENT [flags]                                             one component alone
`

func main() {
	lifeline.Hold()
	if len(os.Args) < 2 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	name, args := os.Args[1], os.Args[2:]
	switch name {
	case "up":
		os.Exit(up(args))
	case "ctl":
		os.Exit(ctl(args))
	case "help", "--help", "-h":
		fmt.Print(usage)
		os.Exit(0)
	}
	code, known := component.Run(name, args)
	if !known {
		fmt.Fprintf(os.Stderr, "error: there is no component %q\n%s", name, usage)
		os.Exit(2)
	}
	os.Exit(code)
}
