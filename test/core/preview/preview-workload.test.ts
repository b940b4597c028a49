import { describe, expect, it } from 'vitest';
import type { PropagationPolicy } from '../../../src/core/karmada-types/policy.ts';
import type { ClusterPreview } from '../../../src/core/preview/preview.ts';
import type { PreviewQuestion } from '../../../src/core/preview/preview-workload.ts';
import type { Workload } from '../../../src/core/propagation.ts';
import { heldBy, named, pp } from '../../support/policies.ts';
import { previewOf } from '../../support/previewed.ts';
import { aggregated, type BindingWords, binding, byRoom, byWeight, cluster } from '../../support/scheduled.ts';

const labels = { 'propagationpolicy.karmada.io/permanent-id': 'id-p' };
const policy = (spec: object = {}, name = 'p', more = {}): PropagationPolicy =>
  pp(name, { placement: {}, ...spec }, 'default', { labels, ...more }) as PropagationPolicy;
const template = (replicas: number, change: Partial<Workload> = {}): Workload => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'nginx', namespace: 'default', uid: 'u', labels: { app: 'web' } },
  spec: { replicas },
  ...change,
});
const heldTemplate = (replicas: number): Workload => ({
  ...template(replicas),
  metadata: { ...heldBy(policy()).metadata, uid: 'u' },
});
const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'nginx', uid: 'u' };
/** The binding of that template, held by p and scheduled by `applied`. */
const bound = (words: BindingWords) =>
  binding({
    ...words,
    spec: { resource },
    metadata: {
      name: 'nginx-deployment',
      namespace: 'default',
      labels,
      annotations: {
        'propagationpolicy.karmada.io/name': 'p',
        'propagationpolicy.karmada.io/namespace': 'default',
        'policy.karmada.io/applied-placement': JSON.stringify(words.applied ?? {}),
      },
    },
  });
const three = ['m1', 'm2', 'm3'].map((name) => cluster(name));
const ask = (placement: object, question: PreviewQuestion, clusters = three) =>
  previewOf({ clusters, propagationPolicies: [policy({ placement })] }, question);
/** `m1 - 2 starts`. */
const lines = (clusters: readonly ClusterPreview[]): readonly string[] =>
  clusters.map(({ cluster: name, before, after, maybeMore, change }) =>
    [name, before?.replicas ?? (before ? 'yes' : '-'), after?.replicas ?? (after ? 'yes' : '-'), change]
      .concat(maybeMore ? ['maybe one more'] : [])
      .join(' '),
  );

describe('of a new workload it says', () => {
  it('which policy takes it, and what each cluster gets', () => {
    const preview = ask(byWeight({ m1: 2, m2: 1 }), { template: template(3), source: 'app.yaml:1' });
    expect(preview).toMatchObject({
      workload: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'nginx' },
      source: 'app.yaml:1',
      policy: { kind: 'PropagationPolicy', namespace: 'default', name: 'p' },
      taken: 'matched',
      because: 'PropagationPolicy p matches',
      replicas: 3,
      placement: { outcome: 'scheduled' },
      unknown: [],
    });
    expect(lines(preview.clusters)).toEqual(['m1 - 2 starts', 'm2 - 1 starts', 'm3 - - not chosen']);
    expect(preview.clusters.map(({ why }) => why)).toEqual([
      'weight 2 of 3',
      'weight 1 of 3',
      'no rule gives it a weight',
    ]);
  });

  it('all that keeps a cluster out', () => {
    const tainted = cluster('m2', { spec: { taints: [{ key: 'gpu', value: 'x', effect: 'NoSchedule' }] } });
    const bare = cluster('m3', { status: { apiEnablements: [] } });
    const preview = ask({ clusterAffinity: { clusterNames: ['m1', 'm3'] } }, { template: template(1) }, [
      cluster('m1'),
      tainted,
      bare,
    ]);
    const [, second, third] = preview.clusters.map(({ why }) => why);
    expect(second).toBe('the policy does not tolerate its taint gpu=x:NoSchedule; the policy does not name it');
    expect(third).toMatch(/apps\/v1/);
  });

  it('that room was counted from what clusters report, where it decides', () => {
    for (const placement of [byRoom, aggregated])
      expect(ask(placement, { template: template(3) }).unknown).toEqual([expect.stringMatching(/scheduler-estimator/)]);
    expect(ask({}, { template: template(3) }).unknown).toEqual([]);
  });

  it('which clusters may get what is left over, where its UID will decide', () => {
    const { metadata, ...rest } = template(4);
    const { uid: _, ...bare } = metadata;
    const preview = ask(byWeight({ m1: 1, m2: 1, m3: 1 }), { template: { ...rest, metadata: bare } });
    expect(lines(preview.clusters)).toEqual([
      'm1 - 1 starts maybe one more',
      'm2 - 1 starts',
      'm3 - 1 starts maybe one more',
    ]);
    expect(preview.unknown).toEqual([
      'one of them gets one replica more, and the UID that the workload will have decides which: m1, m3',
    ]);
  });

  it('the same where lots are drawn, also of one that may get its only replica', () => {
    const fleet = { clusters: three, propagationPolicies: [policy({ placement: byWeight({ m1: 1, m2: 1, m3: 1 }) })] };
    const preview = previewOf(fleet, { template: template(2) }, { minor: 15 });
    expect(lines(preview.clusters)).toEqual(['m1', 'm2', 'm3'].map((name) => `${name} - 0 starts maybe one more`));
    expect(preview.unknown).toEqual(['2 of them get one replica more, and Karmada draws lots which: m1, m2, m3']);
  });

  it('that no policy takes it, which ones nearly do, and of clusters nothing', () => {
    const others = [policy({ resourceSelectors: [named('ngix')] })];
    const preview = previewOf({ clusters: three, propagationPolicies: others }, { template: template(1) });
    expect(preview).toMatchObject({
      taken: 'none',
      because: 'no policy matches',
      clusters: [],
      nearMisses: [{ policy: { name: 'p' }, why: 'name is nginx, it asks for ngix' }],
    });
    expect(preview).not.toHaveProperty('placement');
    expect(preview).not.toHaveProperty('replicas');
  });

  it('which policies are passed over, and why', () => {
    const both = [policy({ priority: 1 }), policy({}, 'q')];
    const preview = previewOf({ clusters: three, propagationPolicies: both }, { template: template(1) });
    expect(preview.passedOver).toMatchObject([
      { policy: { name: 'q' }, why: 'its priority is 0, that of PropagationPolicy p 1' },
    ]);
  });

  it('that it waits for an override policy which is not there, unless it is', () => {
    const clusterPolicies = { clusters: three, propagationPolicies: [policy({ dependentOverrides: ['o'] })] };
    const override = { kind: 'OverridePolicy', metadata: { name: 'o', namespace: 'default' } } as never;
    const question = { template: template(1) };
    expect(previewOf(clusterPolicies, question)).toMatchObject({ taken: 'waiting', clusters: [] });
    expect(previewOf({ ...clusterPolicies, overridePolicies: [override] }, question).taken).toBe('matched');
  });
});

describe('of a workload that runs it says', () => {
  it('what a changed policy starts, stops, and moves', () => {
    const placement = byWeight({ m2: 1, m3: 2 });
    const preview = ask(placement, { template: heldTemplate(6), binding: bound({ on: 'm1=3 m2=3', replicas: 6 }) });
    expect(lines(preview.clusters)).toEqual(['m1 3 - stops', 'm2 3 2 shrinks', 'm3 - 4 starts']);
    expect(preview).toMatchObject({ taken: 'claimed', placement: { cause: 'placement changed' } });
  });

  it('what more replicas add', () => {
    const held = bound({ applied: byRoom, on: 'm1=1 m2=1', replicas: 2 });
    const preview = ask(byRoom, { template: heldTemplate(5), binding: held });
    expect(preview).toMatchObject({ replicas: 5, placement: { cause: 'replicas changed' } });
    expect(lines(preview.clusters)).toEqual(['m1 1 2 grows', 'm2 1 2 grows', 'm3 - 1 starts']);
  });

  it('that nothing moves, and why a cluster could not be one', () => {
    const held = bound({ applied: byRoom, on: 'm1=1 m2=1', replicas: 2 });
    const tainted = cluster('m3', { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } });
    const preview = ask(byRoom, { template: heldTemplate(2), binding: held }, [
      ...three.slice(0, 2),
      tainted,
      cluster('m4'),
    ]);
    expect(preview.placement).toMatchObject({ outcome: 'not needed', cause: 'nothing changed' });
    expect(lines(preview.clusters)).toEqual(['m1 1 1 stays', 'm2 1 1 stays', 'm3 - - not chosen', 'm4 - - not chosen']);
    const [stays, , out, could] = preview.clusters.map(({ why }) => why);
    expect([stays, could]).toEqual(['nothing changed', 'it fits, but Karmada moves nothing by itself']);
    expect(out).toMatch(/gpu:NoSchedule/);
  });

  it('that it is taken away everywhere where no cluster fits', () => {
    const nowhere = { clusterAffinity: { labelSelector: { matchLabels: { region: 'nowhere' } } } };
    const preview = ask(nowhere, { template: heldTemplate(2), binding: bound({ on: 'm1=2 m9=2', replicas: 2 }) });
    expect(preview.placement?.outcome).toBe('no fit');
    expect(lines(preview.clusters)).toEqual(['m1 2 - stops', 'm2 - - not chosen', 'm3 - - not chosen', 'm9 2 - stops']);
    expect(preview.clusters.at(-1)?.why).toBe('it is not there');
  });

  it('that a policy which does not select it any more leaves it where it is', () => {
    const stuck = policy({ resourceSelectors: [named('other')] });
    const question = { template: heldTemplate(2), binding: bound({ on: 'm1=2', replicas: 2 }) };
    const fleet = { clusters: three, propagationPolicies: [stuck] };
    expect(previewOf(fleet, question)).toMatchObject({
      taken: 'waiting',
      clusters: [{ cluster: 'm1', change: 'stays' }],
    });
    const lapsed = previewOf(fleet, { ...question, changed: 'policies' }, { changedPolicies: [stuck] });
    expect(lapsed).toMatchObject({ taken: 'none', clusters: [{ cluster: 'm1', change: 'stays' }] });
    expect(lapsed).not.toHaveProperty('placement');
  });
});

describe('of a kind that Karmada alone can count', () => {
  const question = {
    template: {
      apiVersion: 'apps.kruise.io/v1alpha1',
      kind: 'CloneSet',
      metadata: { name: 'x', namespace: 'default', uid: 'u' },
    },
  };
  const serves = {
    apiEnablements: [{ groupVersion: 'apps.kruise.io/v1alpha1', resources: [{ kind: 'CloneSet', name: 'clonesets' }] }],
  };
  const fleet = {
    clusters: ['m1', 'm2'].map((name) => cluster(name, { status: serves })),
    propagationPolicies: [
      policy({
        placement: byWeight({ m1: 1, m2: 1 }),
        resourceSelectors: [{ apiVersion: 'apps.kruise.io/v1alpha1', kind: 'CloneSet' }],
      }),
    ],
  };

  it('it says that its replicas are not known, and goes by those that somebody gives', () => {
    expect(previewOf(fleet, question)).toMatchObject({
      replicas: 'unknown',
      unknown: ['how many replicas a CloneSet has, Karmada alone can tell: give --replicas'],
    });
    const given = previewOf(fleet, question, { replicas: 4 });
    expect(lines(given.clusters)).toEqual(['m1 - 2 starts', 'm2 - 2 starts']);
    expect(given).toMatchObject({ replicas: 4, unknown: [] });
  });

  it('it goes by what its binding says before that', () => {
    const facts = { replicas: { replicas: 6 } };
    expect(lines(previewOf(fleet, { ...question, facts }, { replicas: 4 }).clusters)).toEqual([
      'm1 - 3 starts',
      'm2 - 3 starts',
    ]);
  });
});

it('a binding is scheduled as it is where only clusters change, whatever its policy says by now', () => {
  const held = bound({ placement: byWeight({ m1: 1 }), applied: {}, on: 'm2=2', replicas: 2 });
  const fleet = {
    clusters: three,
    propagationPolicies: [policy({ resourceSelectors: [named('other')], placement: {} })],
  };
  const preview = previewOf(fleet, {
    template: template(9),
    binding: held,
    isHeld: true,
    running: [{ name: 'm3', replicas: 2 }],
  });
  expect(lines(preview.clusters)).toEqual(['m1 - 2 starts', 'm2 - - not chosen', 'm3 2 - stops']);
  expect(preview).toMatchObject({ because: 'PropagationPolicy p holds it', policy: { name: 'p' }, replicas: 2 });
});
