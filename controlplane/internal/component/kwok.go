package component

// KwokController makes a member's fake nodes Ready and the pods on them Running. Its
// server (exec, logs) stays off: exec there would run commands on this machine.
func KwokController(member string) Component {
	return Component{Name: member + "-kwok", Binary: Kwok, Args: kwokArgs}
}

func kwokArgs(c Config) []string {
	return []string{
		"--kubeconfig=" + c.Kubeconfig("admin"),
		`--config="` + c.Dir + `/kwok.yaml"`, // a list, in the notation of CSV
		"--manage-all-nodes=true",
		"--node-lease-duration-seconds=40",
		"--cidr=10.244.0.0/16",
		"--node-ip=10.0.0.1",
		"--node-port=0",
		"--server-address=",
	}
}
