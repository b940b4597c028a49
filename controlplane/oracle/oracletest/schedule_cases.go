package oracletest

// ScheduleCases are answered alike by v1.10 and v1.18.
func ScheduleCases() []Case {
	groups := Object{"clusterAffinities": []Object{
		{"affinityName": "first", "clusterNames": []string{"gone"}},
		{"affinityName": "second", "clusterNames": []string{"m2"}},
	}}
	pairs := Weights("m1", 1, "m2", 1, "m3", 2)
	ordinary := Object{"metadata": Object{"labels": Object{"propagationpolicy.karmada.io/permanent-id": "id"}}}
	return []Case{
		{
			"duplicated: all replicas in every cluster",
			Schedule(Binding(Names("m1", "m3"))),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 3, "m3", 3)}),
		},
		{
			"what has no replicas goes to every cluster",
			Schedule(ClusterBinding(Object{})),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 0, "m2", 0, "m3", 0)}),
		},
		{
			"fixed weights",
			Schedule(Binding(Weights("m1", 2, "m2", 1), Object{"spec": Object{"replicas": 6}})),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 4, "m2", 2)}),
		},
		{
			"a cluster that gets no replica is left out",
			Schedule(Binding(pairs, Object{"spec": Object{"replicas": 1}})),
			One(Object{"outcome": "scheduled", "clusters": Of("m3", 1)}),
		},
		{
			"unless empty workloads go there too",
			Schedule(Binding(pairs, Object{"spec": Object{"replicas": 1}}), Object{"emptyWorkloads": true}),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 0, "m2", 0, "m3", 1)}),
		},
		{
			"no cluster fits: the list is emptied",
			Schedule(Binding(Names("gone"), Applied(Names("m1"), Of("m1", 3)))),
			One(Object{"outcome": "no fit", "clusters": Of(), "error": Error("FitError",
				"0/3 clusters are available: 3 cluster(s) did not match the placement cluster affinity constraint.")}),
		},
		{
			"groups of clusters are tried in their order, and the one that fits is noted",
			Schedule(Binding(groups)),
			One(Object{"outcome": "scheduled", "clusters": Of("m2", 3), "affinityName": "second"}),
		},
		{
			"when none fits, the first one's error is told and the note stays",
			Schedule(Binding(groups, Object{"status": Object{"schedulerObservingAffinityName": "second"}}),
				Object{"clusters": []Object{Cluster("m9")}}),
			One(Object{"outcome": "no fit", "clusters": Of(), "affinityName": "second", "error": Error("FitError",
				"0/1 clusters are available: 1 cluster(s) did not match the placement cluster affinity constraint.")}),
		},
		{
			"a divided one that changed in nothing is not looked at",
			Schedule(Binding(pairs, Applied(pairs, Of("m2", 3)))),
			One(Object{"outcome": "not needed", "clusters": Of("m2", 3)}),
		},
		{
			"unless it is asked for",
			Schedule(Binding(pairs, Applied(pairs, Of("m2", 3)), Object{
				"spec":   Object{"replicas": 4, "clusters": Of("m2", 4), "rescheduleTriggeredAt": "2026-01-02T00:00:00Z"},
				"status": Object{"lastScheduledTime": "2026-01-01T00:00:00Z"},
			})),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 1, "m2", 1, "m3", 2)}),
		},
		{
			"one that is being deleted is not looked at",
			Schedule(Binding(Names("m1"), Object{"metadata": Object{"deletionTimestamp": "2026-01-01T00:00:00Z"}})),
			One(Object{"outcome": "not needed", "clusters": Of()}),
		},
		{
			"nor is one that no policy has made, if that is asked",
			Schedule(Binding(Names("m1")), Object{"filter": true}),
			One(Object{"outcome": "not needed", "clusters": Of()}),
		},
		{
			"nor another scheduler's",
			Schedule(Binding(Names("m1"), ordinary, Object{"spec": Object{"schedulerName": "other"}}), Object{"filter": true}),
			One(Object{"outcome": "not needed", "clusters": Of()}),
		},
		{
			"an ordinary one is, if that is asked",
			Schedule(Binding(Names("m1"), ordinary), Object{"filter": true}),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 3)}),
		},
		{
			"of several reasons against a cluster one is told: which, depends on the process",
			Schedule(Binding(Names("m1"), Object{"spec": Object{"resource": Object{"kind": "Strange"}}}), Object{
				"clusters": []Object{Cluster("m2")}, "runs": 500,
			}),
			Object{"answers": []Object{
				{"outcome": "no fit", "clusters": Of(), "error": Error("FitError",
					"0/1 clusters are available: 1 cluster(s) did not have the API resource.")},
				{"outcome": "no fit", "clusters": Of(), "error": Error("FitError",
					"0/1 clusters are available: 1 cluster(s) did not match the placement cluster affinity constraint.")},
			}},
		},
		{
			"a misspelt field is refused",
			Schedule(Binding(Names("m1")), Object{"run": 2}),
			Object{"invalid": `unknown field "run"`},
		},
		{
			"a field of a later version is dropped",
			Schedule(Binding(Names("m1"), Object{"spec": Object{"later": 1}}), Object{
				"clusters": []Object{Cluster("m1", Object{"spec": Object{"later": 1}})},
			}),
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 3)}),
		},
		{
			"without clusters, those of the question before are meant",
			Object{"ask": "schedule", "binding": Binding(Object{})},
			One(Object{"outcome": "scheduled", "clusters": Of("m1", 3)}),
		},
		{
			"two clusters of one name are refused",
			Schedule(Binding(Names("m1")), Object{"clusters": []Object{Cluster("m1"), Cluster("m1")}}),
			Object{"invalid": `clusters[1]: it needs a name of its own, not "m1"`},
		},
		{
			"a binding of another kind is refused",
			Schedule(Binding(Names("m1"), Object{"kind": "Work"})),
			Object{"invalid": `binding: its kind is "Work"`},
		},
	}
}
