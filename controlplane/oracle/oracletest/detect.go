package oracletest

// Deployment is shop/web with 3 replicas.
func Deployment(changes ...Object) Object {
	object := Object{
		"apiVersion": "apps/v1",
		"kind":       "Deployment",
		"metadata":   Object{"name": "web", "namespace": "shop", "uid": "u1", "labels": Object{"app": "web"}},
		"spec": Object{"replicas": 3, "template": Object{"spec": Object{"containers": []Object{
			{"name": "web", "image": "nginx:1", "resources": Object{"requests": Object{"cpu": "100m"}}},
		}}}},
	}
	for _, change := range changes {
		merge(object, change)
	}
	return object
}

// Policy is a PropagationPolicy in shop for Deployments, with the id that is its name.
func Policy(name string, spec Object) Object {
	return policy("PropagationPolicy", Object{
		"name": name, "namespace": "shop", "labels": Object{"propagationpolicy.karmada.io/permanent-id": name},
	}, spec)
}

// ClusterPolicy is a ClusterPropagationPolicy for Deployments, with the id that is its name.
func ClusterPolicy(name string, spec Object) Object {
	return policy("ClusterPropagationPolicy", Object{
		"name": name, "labels": Object{"clusterpropagationpolicy.karmada.io/permanent-id": name},
	}, spec)
}

func policy(kind string, metadata, spec Object) Object {
	object := Object{
		"apiVersion": "policy.karmada.io/v1alpha1",
		"kind":       kind,
		"metadata":   metadata,
		"spec": Object{
			"resourceSelectors": []Object{{"apiVersion": "apps/v1", "kind": "Deployment"}},
			"placement":         Object{},
		},
	}
	merge(object, Object{"spec": spec})
	return object
}

// ClaimedBy is a change to what such a policy has claimed.
func ClaimedBy(name string) Object {
	return Object{"metadata": Object{
		"labels": Object{"propagationpolicy.karmada.io/permanent-id": name},
		"annotations": Object{
			"propagationpolicy.karmada.io/name": name, "propagationpolicy.karmada.io/namespace": "shop",
		},
	}}
}

// ClaimedByCluster is the same for a ClusterPropagationPolicy.
func ClaimedByCluster(name string) Object {
	return Object{"metadata": Object{
		"labels":      Object{"clusterpropagationpolicy.karmada.io/permanent-id": name},
		"annotations": Object{"clusterpropagationpolicy.karmada.io/name": name},
	}}
}

// Detect is the question with these policies.
func Detect(template Object, policies []Object, changes ...Object) Object {
	question := Object{"ask": "detect", "template": template, "policies": policies}
	for _, change := range changes {
		merge(question, change)
	}
	return question
}

// By is the answer's policy, in shop.
func By(name string) Object {
	return Object{"kind": "PropagationPolicy", "namespace": "shop", "name": name}
}

// ByCluster is the answer's policy for all namespaces.
func ByCluster(name string) Object { return Object{"kind": "ClusterPropagationPolicy", "name": name} }

// Left is the question who takes what a policy has left that is gone: there is a lazy one only, a.
func Left() Object {
	lazy := Policy("a", Object{"activationPreference": "Lazy"})
	return Detect(Deployment(ClaimedBy("gone")), []Object{lazy}, Object{
		"settle": true, "byKarmada": true,
		"binding": Binding(Object{}, ClaimedBy("gone"), Object{"spec": Object{"replicas": 1}}),
	})
}
