package oracletest

// Render is the question for a template that is bound to m1 and m2.
func Render(template, placement Object, changes ...Object) Object {
	metadata := template["metadata"].(Object)
	bound := Binding(placement, Object{
		"metadata": Object{"labels": Object{"resourcebinding.karmada.io/permanent-id": "id"}},
		"spec": Object{
			"resource": Object{
				"apiVersion": template["apiVersion"], "kind": template["kind"],
				"namespace": metadata["namespace"], "name": metadata["name"],
			},
			"clusters": Of("m1", 1, "m2", 2),
		},
	})
	question := Object{
		"ask": "render", "template": template, "binding": bound,
		"clusters": []Object{Cluster("m1"), Cluster("m2")}, "policies": []Object{},
	}
	for _, change := range changes {
		merge(question, change)
	}
	return question
}

// Specs asks, and tells of each work its cluster and what its manifest has at spec's key.
func Specs(answer Object, key string) Object {
	specs := Object{}
	works, _ := answer["works"].([]any)
	for _, one := range works {
		work := one.(Object)
		specs[work["cluster"].(string)] = work["manifest"].(Object)["spec"].(Object)[key]
	}
	return specs
}

// Refused is a job that an override makes no job for m1, with the webhook for works.
func Refused() Object {
	job := Deployment(Object{"apiVersion": "batch/v1", "kind": "Job", "spec": Object{"parallelism": 3}})
	return Render(job, Object{}, Object{"defaults": true, "policies": []Object{
		OverridePolicy("a", Object{"overrideRules": []Object{{
			"targetCluster": Object{"clusterNames": []string{"m1"}},
			"overriders": Object{"plaintext": []Object{
				{"path": "/spec/template/spec/nodeSelector", "operator": "add", "value": []string{}},
			}},
		}}}),
	}})
}
