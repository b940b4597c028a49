package main

import (
	"reflect"
	"testing"

	o "karmate/oracle/oracletest"
)

func TestLines(t *testing.T) { o.Lines(t) }

func TestSpent(t *testing.T) { o.Spent(t) }

func TestSchedule(t *testing.T) {
	asks := o.Asks(t, kinds)
	o.Known(t, asks, o.ScheduleCases())
	o.Known(t, asks, []o.Case{
		{
			Name: "not enough room: the former clusters stay, and the error has lost its type on the way",
			Question: o.Schedule(
				o.Binding(o.Aggregated(), o.Applied(o.Names("m1"), o.Of("m1", 1)), o.Object{"spec": o.Object{"replicas": 5}}),
				o.Object{"clusters": []o.Object{o.Cluster("m1", o.Room("1")), o.Cluster("m2", o.Room("1"))}},
			),
			Answer: o.One(o.Object{"outcome": "failed", "clusters": o.Of("m1", 1), "error": o.Error("Error",
				"failed to assign replicas: failed to scale up: Clusters available replicas 2 are not enough to schedule.")}),
		},
		{
			Name:     "the remainder of equal weights goes to any",
			Question: o.Schedule(o.Binding(o.Weights("m1", 1, "m2", 1), o.Object{}), o.Object{"runs": 200}),
			Answer: o.Object{"answers": []o.Object{
				{"outcome": "scheduled", "clusters": o.Of("m1", 1, "m2", 2)},
				{"outcome": "scheduled", "clusters": o.Of("m1", 2, "m2", 1)},
			}},
		},
		{
			Name: "a cluster that has it must still have the API",
			Question: o.Schedule(
				o.Binding(o.Names("m1"), o.Object{"spec": o.Object{"clusters": o.Of("m1", 3)}}),
				o.Object{"clusters": []o.Object{o.Cluster("m1", o.Object{"status": o.Object{"apiEnablements": []o.Object{}}})}},
			),
			Answer: o.One(o.Object{"outcome": "no fit", "clusters": o.Of(), "error": o.Error("FitError",
				"0/1 clusters are available: 1 cluster(s) did not have the API resource.")}),
		},
		{
			Name:     "one without replicas goes to every cluster",
			Question: o.Schedule(o.Binding(o.Weights("m1", 1), o.Object{"spec": o.Object{"replicas": 0}})),
			Answer:   o.One(o.Object{"outcome": "scheduled", "clusters": o.Of("m1", 0, "m2", 0, "m3", 0)}),
		},
	})
}

func TestDetect(t *testing.T) {
	asks := o.Asks(t, kinds)
	o.Known(t, asks, o.DetectCases())
	o.Known(t, asks, []o.Case{{
		Name:     "a lazy policy waits with what another has left",
		Question: o.Left(),
		Answer:   o.Object{"policy": o.By("a"), "binding": o.Object{"spec": o.Object{"replicas": 1}}},
		InPart:   true,
	}})
}

func TestOverride(t *testing.T) {
	o.Known(t, o.Asks(t, kinds), o.OverrideCases())
}

func TestRender(t *testing.T) {
	asks := o.Asks(t, kinds)
	job := o.Deployment(o.Object{"apiVersion": "batch/v1", "kind": "Job", "spec": o.Object{"parallelism": 3, "completions": 6}})
	for name, row := range map[string]struct {
		question, wanted o.Object
		key              string
	}{
		"divided replicas go where they were scheduled": {
			o.Render(o.Deployment(), o.Weights("m1", 1, "m2", 2)), o.Object{"m1": 1.0, "m2": 2.0}, "replicas",
		},
		"duplicated ones are the template's": {
			o.Render(o.Deployment(), o.Object{}), o.Object{"m1": 3.0, "m2": 3.0}, "replicas",
		},
		"the completions of a divided job go to the wrong clusters: the greatest to the first": {
			o.Render(job, o.Weights("m1", 1, "m2", 2)), o.Object{"m1": 4.0, "m2": 2.0}, "completions",
		},
		"overrides have the last word": {
			o.Render(o.Deployment(), o.Weights("m1", 1, "m2", 2), o.Object{"policies": []o.Object{
				o.OverridePolicy("a", o.Object{"overrideRules": []o.Object{{"overriders": o.Object{"plaintext": []o.Object{
					{"path": "/spec/replicas", "operator": "replace", "value": 7},
				}}}}}),
			}}), o.Object{"m1": 7.0, "m2": 7.0}, "replicas",
		},
	} {
		t.Run(name, func(t *testing.T) {
			answer := o.Ask(t, asks, row.question)[0]
			if told := o.Specs(answer, row.key); !reflect.DeepEqual(told, row.wanted) {
				t.Errorf("wanted %v, but it says %v", row.wanted, answer)
			}
		})
	}
	o.Known(t, asks, []o.Case{{
		Name:     "a cluster that is gone keeps those after it from theirs",
		Question: o.Render(o.Deployment(), o.Weights("m1", 1, "m2", 2), o.Object{"clusters": []o.Object{o.Cluster("m2")}}),
		Answer:   o.Object{"works": []o.Object{}, "error": `clusters.cluster.karmada.io "m1" not found`},
		InPart:   true,
	}, {
		Name:     "a work that its webhook refuses keeps those after it from theirs",
		Question: o.Refused(),
		Answer:   o.Object{"works": []o.Object{}, "error": "the webhook refuses it: cannot restore map from slice"},
		InPart:   true,
	}})
}

func TestNothingIsLeft(t *testing.T) {
	asks := o.Asks(t, kinds)
	for _, question := range []o.Object{
		o.Schedule(o.Binding(o.Names("m1"))),
		o.Detect(o.Deployment(), []o.Object{o.Policy("a", o.Object{})}, o.Object{"settle": true}),
		o.Render(o.Deployment(), o.Object{}),
	} {
		o.NoLeak(t, asks, question)
	}
}
