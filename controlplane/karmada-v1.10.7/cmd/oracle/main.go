// Command oracle answers questions with the code of Karmada v1.10: package karmate/oracle says how.
package main

import "karmate/oracle"

var kinds = map[string]func() (oracle.Ask, error){
	"schedule": oracle.NewSchedule,
	"detect":   func() (oracle.Ask, error) { return oracle.NewDetect(version) },
	"override": oracle.NewOverride,
	"render":   func() (oracle.Ask, error) { return oracle.NewRender(version) },
}

func main() { oracle.Main(kinds) }
