package oracletest

// OverridePolicy is one in shop.
func OverridePolicy(name string, spec Object) Object {
	return overridePolicy("OverridePolicy", Object{"name": name, "namespace": "shop"}, spec)
}

func overridePolicy(kind string, metadata, spec Object) Object {
	object := Object{"apiVersion": "policy.karmada.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": Object{"overrideRules": []Object{}}}
	merge(object, Object{"spec": spec})
	return object
}

// Labels are the rules of an override policy that sets a label, in the clusters of that name where it has one.
func Labels(value string, clusters ...string) Object {
	rule := Object{"overriders": Object{"labelsOverrider": []Object{{"operator": "add", "value": Object{"by": value}}}}}
	if len(clusters) > 0 {
		rule["targetCluster"] = Object{"clusterNames": clusters}
	}
	return Object{"overrideRules": []Object{rule}}
}

// OverrideCases are answered alike by v1.10 and v1.18.
func OverrideCases() []Case {
	ask := func(policies ...Object) Object {
		return Object{"ask": "override", "object": Deployment(), "cluster": Cluster("m1"), "policies": policies}
	}
	forAll := func(name string, spec Object) Object {
		return overridePolicy("ClusterOverridePolicy", Object{"name": name}, spec)
	}
	by := func(name string) Object { return Object{"metadata": Object{"labels": Object{"by": name}}} }
	exact := Labels("exact")
	exact["resourceSelectors"] = []Object{{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}
	path := Object{"overrideRules": []Object{{"overriders": Object{"plaintext": []Object{
		{"path": "/spec/no/where", "operator": "replace", "value": 1},
	}}}}}
	none := Object{"cluster": []string{}, "namespace": []string{}}
	return []Case{
		{
			Name:     "those of all namespaces come first, then by name: the last has its way",
			Question: ask(OverridePolicy("b", Labels("b")), OverridePolicy("a", Labels("a")), forAll("z", Labels("z"))),
			Answer:   Object{"object": Deployment(by("b")), "applied": Object{"cluster": []string{"z"}, "namespace": []string{"a", "b"}}},
		},
		{
			Name:     "the more exact comes later",
			Question: ask(OverridePolicy("a", exact), OverridePolicy("b", Labels("b"))),
			Answer:   Object{"object": Deployment(by("exact")), "applied": Object{"cluster": []string{}, "namespace": []string{"b", "a"}}},
		},
		{
			Name:     "a rule may be for other clusters",
			Question: ask(OverridePolicy("a", Labels("a", "m2"))),
			Answer:   Object{"object": Deployment(), "applied": none},
		},
		{
			Name:     "a path that is not there is an error",
			Question: ask(OverridePolicy("a", path)),
			Answer: Object{"object": nil, "applied": none,
				"error": "replace operation does not apply: doc is missing path: /spec/no/where: missing value"},
		},
		{
			Name:     "a policy of another kind is refused",
			Question: ask(Policy("a", Object{})),
			Answer:   Object{"invalid": `policies[0]: its kind is "PropagationPolicy"`},
		},
	}
}
