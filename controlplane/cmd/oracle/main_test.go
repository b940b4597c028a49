package main

import (
	"testing"

	o "karmate/oracle/oracletest"
)

func TestLines(t *testing.T) { o.Lines(t) }

func TestSchedule(t *testing.T) {
	asks := o.Asks(t, kinds)
	o.Known(t, asks, o.ScheduleCases())
	o.Known(t, asks, []o.Case{
		{
			Name: "not enough room: the former clusters stay",
			Question: o.Schedule(
				o.Binding(o.Aggregated(), o.Applied(o.Names("m1"), o.Of("m1", 1)), o.Object{"spec": o.Object{"replicas": 5}}),
				o.Object{"clusters": []o.Object{o.Cluster("m1", o.Room("1")), o.Cluster("m2", o.Room("1"))}},
			),
			Answer: o.One(o.Object{"outcome": "failed", "clusters": o.Of("m1", 1), "error": o.Error("UnschedulableError",
				"failed to assign replicas: failed to scale up: Clusters available replicas 2 are not enough to schedule.")}),
		},
		{
			Name:     "the remainder of equal weights goes by name, for there is no UID",
			Question: o.Schedule(o.Binding(o.Weights("m1", 1, "m2", 1), o.Object{}), o.Object{"runs": 200}),
			Answer:   o.One(o.Object{"outcome": "scheduled", "clusters": o.Of("m1", 2, "m2", 1)}),
		},
		{
			Name: "a cluster that has it may have lost the API",
			Question: o.Schedule(
				o.Binding(o.Names("m1"), o.Object{"spec": o.Object{"clusters": o.Of("m1", 3)}}),
				o.Object{"clusters": []o.Object{o.Cluster("m1", o.Object{"status": o.Object{"apiEnablements": []o.Object{}}})}},
			),
			Answer: o.One(o.Object{"outcome": "scheduled", "clusters": o.Of("m1", 3)}),
		},
		{
			Name:     "one without replicas that asks for resources is a workload of no replicas",
			Question: o.Schedule(o.Binding(o.Weights("m1", 1), o.Object{"spec": o.Object{"replicas": 0}})),
			Answer:   o.One(o.Object{"outcome": "scheduled", "clusters": o.Of()}),
		},
		{
			Name: "a suspended one is not taken up",
			Question: o.Schedule(o.Binding(o.Names("m1"), o.Object{
				"metadata": o.Object{"labels": o.Object{"propagationpolicy.karmada.io/permanent-id": "id"}},
				"spec":     o.Object{"suspension": o.Object{"scheduling": true}},
			}), o.Object{"filter": true}),
			Answer: o.One(o.Object{"outcome": "not needed", "clusters": o.Of()}),
		},
	})
}

func TestNothingIsLeft(t *testing.T) {
	o.NoLeak(t, o.Asks(t, kinds), o.Schedule(o.Binding(o.Names("m1"))))
}
