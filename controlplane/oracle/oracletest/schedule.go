package oracletest

import (
	"encoding/json"
)

// Schedule is the question with clusters m1, m2 and m3, where it names no others.
func Schedule(binding Object, changes ...Object) Object {
	question := Object{
		"ask":      "schedule",
		"binding":  binding,
		"clusters": []Object{Cluster("m1"), Cluster("m2"), Cluster("m3")},
	}
	for _, change := range changes {
		merge(question, change)
	}
	return question
}

// One is the answer where every run says the same.
func One(placed Object) Object { return Object{"answers": []Object{placed}} }

// Of is a list of clusters with replicas; 0 is left out, as Karmada does.
func Of(pairs ...any) []Object {
	list := []Object{}
	for at := 0; at < len(pairs); at += 2 {
		one := Object{"name": pairs[at]}
		if pairs[at+1] != 0 {
			one["replicas"] = pairs[at+1]
		}
		list = append(list, one)
	}
	return list
}

// Error is what an answer says of one.
func Error(kind, message string) Object { return Object{"kind": kind, "message": message} }

// Names is a placement on these clusters.
func Names(names ...string) Object {
	return Object{"clusterAffinity": Object{"clusterNames": names}}
}

// Weights is a placement that divides replicas by fixed weights.
func Weights(pairs ...any) Object {
	rules := []Object{}
	for at := 0; at < len(pairs); at += 2 {
		rules = append(rules, Object{"targetCluster": Object{"clusterNames": []any{pairs[at]}}, "weight": pairs[at+1]})
	}
	return Object{"replicaScheduling": Object{
		"replicaSchedulingType":     "Divided",
		"replicaDivisionPreference": "Weighted",
		"weightPreference":          Object{"staticWeightList": rules},
	}}
}

// Aggregated is a placement on as few clusters as have room.
func Aggregated() Object {
	return Object{"replicaScheduling": Object{
		"replicaSchedulingType":     "Divided",
		"replicaDivisionPreference": "Aggregated",
	}}
}

// Applied is a change to a binding: it has been scheduled for that placement, to these clusters.
func Applied(placement Object, clusters []Object) Object {
	said, _ := json.Marshal(placement)
	return Object{
		"metadata": Object{"annotations": Object{"policy.karmada.io/applied-placement": string(said)}},
		"spec":     Object{"clusters": clusters},
	}
}
