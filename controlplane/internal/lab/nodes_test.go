package lab

import (
	"context"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"
)

func TestNodesBecomeWhatIsAskedFor(t *testing.T) {
	ctx := context.Background()
	foreign := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "somebody-elses"}}
	client := fake.NewSimpleClientset(foreign)
	for _, nodes := range []Nodes{
		{Count: 3},
		{Count: 1, CPU: "4", Memory: "8Gi", Region: "eu", Zone: "eu-1", Labels: map[string]string{"disk": "ssd"}},
	} {
		if err := ensureNodes(ctx, client, Member{Name: "test1", Nodes: nodes}); err != nil {
			t.Fatal(err)
		}
		list, _ := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{LabelSelector: nodeLabel})
		if len(list.Items) != nodes.Count {
			t.Errorf("%d nodes, not %d", len(list.Items), nodes.Count)
		}
	}
	node, err := client.CoreV1().Nodes().Get(ctx, "test1-node-1", metav1.GetOptions{})
	if err != nil || node.Labels["disk"] != "ssd" || node.Labels[corev1.LabelTopologyRegion] != "eu" || node.Status.Allocatable.Cpu().String() != "4" {
		t.Errorf("%v %+v", err, node)
	}
	if _, err := client.CoreV1().Nodes().Get(ctx, "somebody-elses", metav1.GetOptions{}); err != nil {
		t.Error("a node that the lab did not make was removed")
	}
}

func TestQuantitiesThatCannotBeAreRefused(t *testing.T) {
	for _, nodes := range []Nodes{{Count: -1}, {Count: 1e6}, {CPU: "four"}, {Memory: "-1Gi"}, {Pods: "500m"}, {Region: "eu west"}, {Labels: map[string]string{"a b": ""}}, {Labels: map[string]string{"a": "b c"}}} {
		if checkNodes(nodes) == nil {
			t.Errorf("%+v was accepted", nodes)
		}
	}
}
