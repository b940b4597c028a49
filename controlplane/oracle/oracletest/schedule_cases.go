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
			Name:     "duplicated: all replicas in every cluster",
			Question: Schedule(Binding(Names("m1", "m3"))),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 3, "m3", 3)}),
		},
		{
			Name:     "what has no replicas goes to every cluster",
			Question: Schedule(ClusterBinding(Object{})),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 0, "m2", 0, "m3", 0)}),
		},
		{
			Name:     "fixed weights",
			Question: Schedule(Binding(Weights("m1", 2, "m2", 1), Object{"spec": Object{"replicas": 6}})),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 4, "m2", 2)}),
		},
		{
			Name:     "a cluster that gets no replica is left out",
			Question: Schedule(Binding(pairs, Object{"spec": Object{"replicas": 1}})),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m3", 1)}),
		},
		{
			Name:     "unless empty workloads go there too",
			Question: Schedule(Binding(pairs, Object{"spec": Object{"replicas": 1}}), Object{"emptyWorkloads": true}),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 0, "m2", 0, "m3", 1)}),
		},
		{
			Name:     "no cluster fits: the list is emptied",
			Question: Schedule(Binding(Names("gone"), Applied(Names("m1"), Of("m1", 3)))),
			Answer: One(Object{"outcome": "no fit", "clusters": Of(), "error": Error("FitError",
				"0/3 clusters are available: 3 cluster(s) did not match the placement cluster affinity constraint.")}),
		},
		{
			Name:     "groups of clusters are tried in their order, and the one that fits is noted",
			Question: Schedule(Binding(groups)),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m2", 3), "affinityName": "second"}),
		},
		{
			Name: "when none fits, the first one's error is told and the note stays",
			Question: Schedule(Binding(groups, Object{"status": Object{"schedulerObservingAffinityName": "second"}}),
				Object{"clusters": []Object{Cluster("m9")}}),
			Answer: One(Object{"outcome": "no fit", "clusters": Of(), "affinityName": "second", "error": Error("FitError",
				"0/1 clusters are available: 1 cluster(s) did not match the placement cluster affinity constraint.")}),
		},
		{
			Name:     "an empty list of groups succeeds without a try, and changes nothing",
			Question: Schedule(Binding(Object{"clusterAffinities": []Object{}}, Object{"spec": Object{"clusters": Of("m1", 1)}})),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 1)}),
		},
		{
			Name:     "a divided one that changed in nothing is not looked at",
			Question: Schedule(Binding(pairs, Applied(pairs, Of("m2", 3)))),
			Answer:   One(Object{"outcome": "not needed", "clusters": Of("m2", 3)}),
		},
		{
			Name: "unless it is asked for",
			Question: Schedule(Binding(pairs, Applied(pairs, Of("m2", 3)), Object{
				"spec":   Object{"replicas": 4, "clusters": Of("m2", 4), "rescheduleTriggeredAt": "2026-01-02T00:00:00Z"},
				"status": Object{"lastScheduledTime": "2026-01-01T00:00:00Z"},
			})),
			Answer: One(Object{"outcome": "scheduled", "clusters": Of("m1", 1, "m2", 1, "m3", 2)}),
		},
		{
			Name:     "one that is being deleted is not looked at",
			Question: Schedule(Binding(Names("m1"), Object{"metadata": Object{"deletionTimestamp": "2026-01-01T00:00:00Z"}})),
			Answer:   One(Object{"outcome": "not needed", "clusters": Of()}),
		},
		{
			Name:     "nor is one that no policy has made, if that is asked",
			Question: Schedule(Binding(Names("m1")), Object{"filter": true}),
			Answer:   One(Object{"outcome": "not needed", "clusters": Of()}),
		},
		{
			Name:     "nor another scheduler's",
			Question: Schedule(Binding(Names("m1"), ordinary, Object{"spec": Object{"schedulerName": "other"}}), Object{"filter": true}),
			Answer:   One(Object{"outcome": "not needed", "clusters": Of()}),
		},
		{
			Name:     "an ordinary one is, if that is asked",
			Question: Schedule(Binding(Names("m1"), ordinary), Object{"filter": true}),
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 3)}),
		},
		{
			Name: "of several reasons against a cluster one is told: which, depends on the process",
			Question: Schedule(Binding(Names("m1"), Object{"spec": Object{"resource": Object{"kind": "Strange"}}}), Object{
				"clusters": []Object{Cluster("m2")}, "runs": 500,
			}),
			Answer: Object{"answers": []Object{
				{"outcome": "no fit", "clusters": Of(), "error": Error("FitError",
					"0/1 clusters are available: 1 cluster(s) did not have the API resource.")},
				{"outcome": "no fit", "clusters": Of(), "error": Error("FitError",
					"0/1 clusters are available: 1 cluster(s) did not match the placement cluster affinity constraint.")},
			}},
		},
		{
			Name:     "a misspelt field is refused",
			Question: Schedule(Binding(Names("m1")), Object{"run": 2}),
			Answer:   Object{"invalid": `unknown field "run"`},
		},
		{
			Name: "a field of a later version is dropped",
			Question: Schedule(Binding(Names("m1"), Object{"spec": Object{"later": 1}}), Object{
				"clusters": []Object{Cluster("m1", Object{"spec": Object{"later": 1}})},
			}),
			Answer: One(Object{"outcome": "scheduled", "clusters": Of("m1", 3)}),
		},
		{
			Name:     "without clusters, those of the question before are meant",
			Question: Object{"ask": "schedule", "binding": Binding(Object{})},
			Answer:   One(Object{"outcome": "scheduled", "clusters": Of("m1", 3)}),
		},
		{
			Name:     "two clusters of one name are refused",
			Question: Schedule(Binding(Names("m1")), Object{"clusters": []Object{Cluster("m1"), Cluster("m1")}}),
			Answer:   Object{"invalid": `clusters[1]: it needs a name of its own, not "m1"`},
		},
		{
			Name:     "a binding of another kind is refused",
			Question: Schedule(Binding(Names("m1"), Object{"kind": "Work"})),
			Answer:   Object{"invalid": `binding: its kind is "Work"`},
		},
	}
}
