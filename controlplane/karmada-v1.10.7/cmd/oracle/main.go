// Command oracle answers questions with the code of Karmada v1.10: package karmate/oracle says how.
package main

import "karmate/oracle"

var kinds = map[string]func() (oracle.Ask, error){
	"schedule": oracle.NewSchedule,
}

func main() { oracle.Main(kinds) }
