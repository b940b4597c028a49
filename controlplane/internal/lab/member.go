package lab

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
	"k8s.io/client-go/kubernetes"

	"karmate/controlplane/internal/component"
	"karmate/controlplane/internal/supervise"
)

// startMember brings up a member cluster: API server, controllers, scheduler, Ready nodes.
func (l *Lab) startMember(ctx context.Context, member Member) error {
	config := l.config(member.Name)
	if err := l.start(ctx, component.KubeAPIServer(member.Name), config); err != nil {
		return err
	}
	client, err := l.kubernetes(config)
	if err != nil {
		return err
	}
	if err := releaseNodes(ctx, client); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, c := range component.OfMember(member.Name)[1:] {
		group.Go(func() error { return l.start(ctx, c, config) })
	}
	group.Go(func() error { return l.makeNodes(ctx, client, member) })
	return group.Wait()
}

// makeNodes makes a member's nodes what they should be and waits until kwok has made them Ready.
func (l *Lab) makeNodes(ctx context.Context, client kubernetes.Interface, member Member) error {
	if err := ensureNodes(ctx, client, member); err != nil {
		return err
	}
	kwok := func() supervise.Status {
		unit, err := l.fleet.Find(component.KwokController(member.Name).Name)
		if err != nil {
			return supervise.Status{} // it is about to be started
		}
		return unit.Status()
	}
	before := kwok().Restarts
	return awaitNodes(ctx, client, member, func() error { return checkAlive(kwok(), before) })
}

func (l *Lab) kubernetes(config component.Config) (kubernetes.Interface, error) {
	rest, err := restConfig(config)
	if err != nil {
		return nil, err
	}
	return kubernetes.NewForConfig(rest)
}

// addMember makes a new member known, running and Ready.
func (l *Lab) addMember(ctx context.Context, member Member) error {
	l.changes.Lock()
	defer l.changes.Unlock()
	if err := checkMemberName(member.Name); err != nil {
		return err
	}
	if err := checkNodes(member.Nodes); err != nil {
		return err
	}
	if err := checkRoom(l.dir, neededBytes); err != nil {
		return err
	}
	if l.settings.member(member.Name) != nil {
		return failf(Conflict, "choose another name, or remove it first", "there is a member %q already", member.Name)
	}
	l.alter(func(s *Settings) { s.Members = append(s.Members, member) })
	err := l.prepareMember(member)
	if err == nil {
		err = l.remember()
	}
	if err == nil {
		err = l.startMember(ctx, member)
	}
	if err != nil {
		return errors.Join(err, l.dropMember(ctx, member.Name)) // a name half taken would be in the way
	}
	return nil
}

// prepareMember gives a member its ports and certificates.
func (l *Lab) prepareMember(member Member) error {
	if err := l.claim(component.OfMember(member.Name)); err != nil {
		return err
	}
	return ensureIdentity(l.config(member.Name))
}

// remember writes down which members there are, for the next run and for people.
func (l *Lab) remember() error {
	return errors.Join(l.settingsCopy().save(l.dir), l.writeMemberKubeconfig())
}

// removeMember stops a member and deletes all it stored. Its Cluster object in Karmada,
// if it was joined, is not touched: that is what `unjoin` is for.
func (l *Lab) removeMember(ctx context.Context, name string) error {
	l.changes.Lock()
	defer l.changes.Unlock()
	if err := l.checkKnown(name); err != nil {
		return err
	}
	return l.dropMember(ctx, name)
}

func (l *Lab) checkKnown(name string) error {
	if l.settings.member(name) == nil {
		return failf(Missing, "see the members with: lab status", "there is no member %q", name)
	}
	return nil
}

func (l *Lab) dropMember(ctx context.Context, name string) error {
	var names []string
	for _, c := range component.OfMember(name) {
		names = append(names, c.Name)
	}
	l.fleet.Remove(names...)
	if err := l.deleteStored(ctx, "/"+name+"/"); err != nil {
		return err
	}
	l.alter(func(s *Settings) {
		s.Members = slices.DeleteFunc(s.Members, func(m Member) bool { return m.Name == name })
		for port := range s.Ports {
			if strings.HasPrefix(port, name+"/") {
				delete(s.Ports, port)
			}
		}
	})
	err := os.RemoveAll(filepath.Join(l.dir, "pki", name))
	for user := range memberUsers {
		err = errors.Join(err, os.RemoveAll(component.Config{Dir: l.dir, Plane: name}.Kubeconfig(user)))
	}
	return errors.Join(err, l.remember())
}

// setNodes changes how many nodes a member has and what they are like.
func (l *Lab) setNodes(ctx context.Context, name string, nodes Nodes) error {
	l.changes.Lock()
	defer l.changes.Unlock()
	if err := checkNodes(nodes); err != nil {
		return err
	}
	if err := l.checkKnown(name); err != nil {
		return err
	}
	client, err := l.kubernetes(l.config(name))
	if err != nil {
		return err
	}
	if err := l.makeNodes(ctx, client, Member{Name: name, Nodes: nodes}); err != nil {
		return err
	}
	l.alter(func(s *Settings) { s.member(name).Nodes = nodes }) // what the server took, not before
	return l.settingsCopy().save(l.dir)
}

func (l *Lab) writeMemberKubeconfig() error {
	var entries []entry
	for _, member := range l.settingsCopy().Members {
		entries = append(entries, entry{member.Name, l.config(member.Name), "admin"})
	}
	return writeKubeconfig(l.membersKubeconfig(), entries)
}
