package lab

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/client-go/kubernetes"
)

// What a node has when nothing is said.
const (
	defaultCPU    = "8"
	defaultMemory = "32Gi"
	defaultPods   = "110"
	nodeLabel     = "lab.karmate.dev/node" // set on the nodes that a lab made
)

// checkNodes refuses what could not be written later.
func checkNodes(nodes Nodes) error {
	if nodes.Count < 0 || nodes.Count > 5000 {
		return failf(Wrong, "ask for 0 to 5000", "%d nodes cannot be made", nodes.Count)
	}
	for key, value := range nodes.Labels {
		if problems := validation.IsQualifiedName(key); len(problems) > 0 {
			return failf(Wrong, strings.Join(problems, "; "), "%q cannot be a label", key)
		}
		if err := checkLabelValue(value); err != nil {
			return err
		}
	}
	if err := errors.Join(checkLabelValue(nodes.Region), checkLabelValue(nodes.Zone)); err != nil {
		return err
	}
	_, err := capacity(nodes)
	return err
}

func checkLabelValue(value string) error {
	if problems := validation.IsValidLabelValue(value); len(problems) > 0 {
		return failf(Wrong, strings.Join(problems, "; "), "%q cannot be a label's value", value)
	}
	return nil
}

func capacity(nodes Nodes) (corev1.ResourceList, error) {
	list := corev1.ResourceList{}
	for name, text := range map[corev1.ResourceName][2]string{
		corev1.ResourceCPU: {nodes.CPU, defaultCPU}, corev1.ResourceMemory: {nodes.Memory, defaultMemory}, corev1.ResourcePods: {nodes.Pods, defaultPods},
	} {
		value := text[0]
		if value == "" {
			value = text[1]
		}
		quantity, err := resource.ParseQuantity(value)
		isWhole := name != corev1.ResourcePods || quantity.MilliValue()%1000 == 0
		if err != nil || quantity.Sign() < 0 || !isWhole {
			return nil, failf(Wrong, "write it as Kubernetes does: 4, 500m, 8Gi", "%q is not a quantity of %s", value, name)
		}
		list[name] = quantity
	}
	return list, nil
}

func nodeName(member string, i int) string { return fmt.Sprintf("%s-node-%d", member, i+1) }

func newNode(member string, i int, nodes Nodes) (*corev1.Node, error) {
	room, err := capacity(nodes)
	if err != nil {
		return nil, err
	}
	labels := map[string]string{nodeLabel: "true", corev1.LabelHostname: nodeName(member, i), corev1.LabelOSStable: "linux", corev1.LabelArchStable: "amd64"}
	if nodes.Region != "" {
		labels[corev1.LabelTopologyRegion] = nodes.Region
	}
	if nodes.Zone != "" {
		labels[corev1.LabelTopologyZone] = nodes.Zone
	}
	maps.Copy(labels, nodes.Labels)
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: nodeName(member, i), Labels: labels},
		Status:     corev1.NodeStatus{Capacity: room, Allocatable: room},
	}, nil
}

// ensureNodes makes the member's nodes what they should be and removes the lab's others.
func ensureNodes(ctx context.Context, client kubernetes.Interface, member Member) error {
	wanted := map[string]bool{}
	for i := range member.Nodes.Count {
		node, err := newNode(member.Name, i, member.Nodes)
		if err != nil {
			return err
		}
		wanted[node.Name] = true
		if err := ensureNode(ctx, client, node); err != nil {
			return err
		}
	}
	existing, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{LabelSelector: nodeLabel})
	if err != nil {
		return err
	}
	for _, node := range existing.Items {
		if wanted[node.Name] {
			continue
		}
		if err := client.CoreV1().Nodes().Delete(ctx, node.Name, metav1.DeleteOptions{}); err != nil && !apierrors.IsNotFound(err) {
			return err
		}
	}
	return nil
}

func ensureNode(ctx context.Context, client kubernetes.Interface, wanted *corev1.Node) error {
	nodes := client.CoreV1().Nodes()
	_, err := nodes.Create(ctx, wanted, metav1.CreateOptions{FieldManager: fieldManager})
	if !apierrors.IsAlreadyExists(err) {
		return err
	}
	return poll(ctx, 50*time.Millisecond, 10*time.Second, func() (bool, error) {
		node, err := nodes.Get(ctx, wanted.Name, metav1.GetOptions{})
		if err != nil {
			return false, err
		}
		node.Labels = wanted.Labels
		if node, err = nodes.Update(ctx, node, metav1.UpdateOptions{FieldManager: fieldManager}); err == nil {
			node.Status.Capacity, node.Status.Allocatable = wanted.Status.Capacity, wanted.Status.Allocatable
			_, err = nodes.UpdateStatus(ctx, node, metav1.UpdateOptions{FieldManager: fieldManager})
		}
		if apierrors.IsConflict(err) {
			return false, nil
		}
		return err == nil, err
	}, func() error { return fmt.Errorf("node %s changes all the time", wanted.Name) })
}

// releaseNodes deletes the leases by which an earlier kwok held the nodes: a new one would
// wait until they expire before it cares for pods. Only for when no kwok runs there.
func releaseNodes(ctx context.Context, client kubernetes.Interface) error {
	err := client.CoordinationV1().Leases(corev1.NamespaceNodeLease).DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{})
	if apierrors.IsNotFound(err) {
		return nil // not even the namespace is there yet
	}
	return err
}

// awaitNodes waits until all of the member's nodes are Ready, as long as alive allows.
func awaitNodes(ctx context.Context, client kubernetes.Interface, member Member, alive func() error) error {
	var missing []string
	return poll(ctx, 100*time.Millisecond, startTimeout, func() (bool, error) {
		if err := alive(); err != nil {
			return false, err
		}
		list, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{LabelSelector: nodeLabel})
		if err != nil {
			missing = []string{err.Error()}
			return false, nil
		}
		missing = nil
		for _, node := range list.Items {
			if !isReady(node) {
				missing = append(missing, node.Name)
			}
		}
		return len(missing) == 0 && len(list.Items) == member.Nodes.Count, nil
	}, func() error {
		return fmt.Errorf("nodes of %s are not Ready: %s", member.Name, strings.Join(missing, ", "))
	})
}

func isReady(node corev1.Node) bool {
	for _, condition := range node.Status.Conditions {
		if condition.Type == corev1.NodeReady {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}
