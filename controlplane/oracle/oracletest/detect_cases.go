package oracletest

// DetectCases are answered alike by v1.10 and v1.18, in what is said here.
func DetectCases() []Case {
	named := Object{"resourceSelectors": []Object{{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "shop"}}}
	taking := func(name string) Object {
		object := Policy(name, named)
		merge(object, Object{"spec": Object{"preemption": "Always"}})
		return object
	}
	spread := Object{"placement": Object{"spreadConstraints": []Object{{"maxGroups": 2}}}}
	former := Binding(Object{}, Object{"spec": Object{"replicas": 1, "clusters": Of("m1", 1)}})
	cases := []Case{
		{
			Name:     "the policy of the highest priority takes it, and a binding is made",
			Question: Detect(Deployment(), []Object{Policy("a", Object{}), Policy("b", Object{"priority": 1})}),
			Answer: Object{
				"policy": By("b"), "template": ClaimedBy("b")["metadata"],
				"binding": Object{"kind": "ResourceBinding", "metadata": ClaimedBy("b")["metadata"], "spec": Object{
					"replicas": 3, "replicaRequirements": Object{"resourceRequest": Object{"cpu": "100m"}},
				}},
			},
		},
		{
			Name:     "of equal ones the more exact, then the first by name",
			Question: Detect(Deployment(), []Object{Policy("b", named), Policy("a", Object{}), Policy("c", named)}),
			Answer:   Object{"policy": By("b")},
		},
		{
			Name:     "a policy of the namespace comes before one of all, whatever the priorities",
			Question: Detect(Deployment(), []Object{ClusterPolicy("all", Object{"priority": 9}), Policy("a", Object{})}),
			Answer:   Object{"policy": By("a")},
		},
		{
			Name:     "without a policy there is no binding",
			Question: Detect(Deployment(), []Object{}),
			Answer:   Object{"policy": nil, "binding": nil, "template": Object{"labels": Object{"app": "web"}}},
		},
		{
			Name:     "a claimed one stays with its policy",
			Question: Detect(Deployment(ClaimedByCluster("all")), []Object{ClusterPolicy("all", Object{}), taking("a")}),
			Answer:   Object{"policy": ByCluster("all")},
		},
		{
			Name: "unless one may take it, where the gate is open",
			Question: Detect(Deployment(ClaimedByCluster("all")), []Object{ClusterPolicy("all", Object{}), taking("a")},
				Object{"preemption": true}),
			Answer: Object{"policy": By("a"), "template": ClaimedBy("a")["metadata"]},
		},
		{
			Name: "and names it",
			Question: Detect(Deployment(ClaimedByCluster("all")),
				[]Object{ClusterPolicy("all", Object{}), Policy("a", Object{"preemption": "Always"})}, Object{"preemption": true}),
			Answer: Object{"policy": ByCluster("all"), "error": "name is required"},
		},
		{
			Name:     "when its policy is gone another takes it in the end",
			Question: Detect(Deployment(ClaimedBy("gone")), []Object{Policy("a", Object{})}, Object{"settle": true, "binding": Binding(Object{}, ClaimedBy("gone"))}),
			Answer:   Object{"policy": By("a"), "template": ClaimedBy("a")["metadata"]},
		},
		{
			Name:     "a binding that is there keeps its clusters",
			Question: Detect(Deployment(), []Object{Policy("a", Object{})}, Object{"binding": former}),
			Answer:   Object{"binding": Object{"spec": Object{"replicas": 3, "clusters": Of("m1", 1)}}},
		},
		{
			Name: "a lazy policy waits for the user",
			Question: Detect(Deployment(ClaimedBy("a")), []Object{Policy("a", Object{"activationPreference": "Lazy"})},
				Object{"binding": former, "byKarmada": true}),
			Answer: Object{"binding": Object{"spec": Object{"replicas": 1}}},
		},
		{
			Name:     "a policy that waits for an override makes an error",
			Question: Detect(Deployment(), []Object{Policy("a", Object{"dependentOverrides": []string{"o"}})}),
			Answer:   Object{"policy": nil, "binding": nil, "error": "waiting for dependent overrides"},
		},
		{
			Name: "until that is there",
			Question: Detect(Deployment(), []Object{Policy("a", Object{"dependentOverrides": []string{"o"}})},
				Object{"objects": []Object{OverridePolicy("o", Object{})}}),
			Answer: Object{"policy": By("a")},
		},
		{
			Name: "the webhook fills in what a policy leaves out",
			Question: Detect(Deployment(), []Object{Policy("a", spread)},
				Object{"defaults": true}),
			Answer: Object{"binding": Object{"spec": Object{"placement": Object{"spreadConstraints": []Object{
				{"spreadByField": "cluster", "minGroups": 1, "maxGroups": 2},
			}}}}},
		},
		{
			Name:     "reserved namespaces are ignored",
			Question: Detect(Deployment(Object{"metadata": Object{"namespace": "kube-system"}}), []Object{ClusterPolicy("all", Object{})}),
			Answer:   Object{"policy": nil, "ignored": true, "binding": nil},
		},
		{
			Name:     "and so are Karmada's own kinds",
			Question: Detect(OverridePolicy("o", Object{}), []Object{}),
			Answer:   Object{"policy": nil, "ignored": true, "binding": nil},
		},
		{
			Name: "what a MultiClusterService has claimed is left alone",
			Question: Detect(Deployment(Object{"metadata": Object{"labels": Object{"resourcetemplate.karmada.io/claimed-by": "x"}}}),
				[]Object{Policy("a", Object{})}),
			Answer: Object{"policy": nil, "binding": nil},
		},
		{
			Name: "the replicas of third parties' workloads are known",
			Question: Detect(Deployment(Object{"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet"}), []Object{
				ClusterPolicy("all", Object{"resourceSelectors": []Object{{"apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet"}}}),
			}),
			Answer: Object{"binding": Object{"spec": Object{"replicas": 3}}},
		},
		{
			Name: "what has no namespace gets a binding of its own kind",
			Question: Detect(Object{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": Object{"name": "r"}}, []Object{
				ClusterPolicy("all", Object{"resourceSelectors": []Object{{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole"}}}),
			}),
			Answer: Object{"binding": Object{"kind": "ClusterResourceBinding", "metadata": Object{"name": "r-clusterrole"}}},
		},
		{
			Name:     "a policy without its id is refused",
			Question: Detect(Deployment(), []Object{policy("PropagationPolicy", Object{"name": "a", "namespace": "shop"}, Object{})}),
			Answer:   Object{"invalid": "policies[0]: it has no label propagationpolicy.karmada.io/permanent-id"},
		},
	}
	for at := range cases {
		cases[at].InPart = true
	}
	return cases
}
