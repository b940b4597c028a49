package oracletest

// Cluster is one that knows Deployments and Namespaces, with changes to it.
func Cluster(name string, changes ...Object) Object {
	object := Object{
		"apiVersion": "cluster.karmada.io/v1alpha1",
		"kind":       "Cluster",
		"metadata":   Object{"name": name},
		"spec":       Object{"syncMode": "Push"},
		"status": Object{"apiEnablements": []Object{
			{"groupVersion": "apps/v1", "resources": []Object{{"kind": "Deployment", "name": "deployments"}}},
			{"groupVersion": "v1", "resources": []Object{{"kind": "Namespace", "name": "namespaces"}}},
		}},
	}
	for _, change := range changes {
		merge(object, change)
	}
	return object
}

// Room is a change to a cluster's status: so many pods may still run there.
func Room(pods string) Object {
	return Object{"status": Object{"resourceSummary": Object{"allocatable": Object{"pods": pods}}}}
}

// Binding is that of a Deployment with 3 replicas.
func Binding(placement Object, changes ...Object) Object {
	object := Object{
		"apiVersion": "work.karmada.io/v1alpha2",
		"kind":       "ResourceBinding",
		"metadata":   Object{"name": "web-deployment", "namespace": "shop"},
		"spec": Object{
			"resource":            Object{"apiVersion": "apps/v1", "kind": "Deployment", "name": "web", "namespace": "shop"},
			"replicas":            3,
			"replicaRequirements": Object{},
			"placement":           placement,
		},
	}
	for _, change := range changes {
		merge(object, change)
	}
	return object
}

// ClusterBinding is that of a Namespace.
func ClusterBinding(placement Object) Object {
	return Object{
		"apiVersion": "work.karmada.io/v1alpha2",
		"kind":       "ClusterResourceBinding",
		"metadata":   Object{"name": "shop-namespace"},
		"spec": Object{
			"resource":  Object{"apiVersion": "v1", "kind": "Namespace", "name": "shop"},
			"placement": placement,
		},
	}
}

// merge puts change into object, and goes down where both have an object.
func merge(object, change Object) {
	for key, value := range change {
		below, isObject := value.(Object)
		within, has := object[key].(Object)
		if isObject && has {
			merge(within, below)
		} else {
			object[key] = value
		}
	}
}
