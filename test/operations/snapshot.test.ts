import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Fleet } from '../../src/core/preview/fleet.ts';
import { snapshot } from '../../src/operations/preview/snapshot.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf } from '../support/fake-ports.ts';
import {
  bindingPath,
  clusterPath,
  deploymentPath,
  type PreviewWorld,
  policyPath,
  previewWorld,
} from '../support/preview-world.ts';
import { fleetOf } from '../support/previewed.ts';
import { binding, cluster } from '../support/scheduled.ts';

const id = { 'propagationpolicy.karmada.io/permanent-id': 'drawn' };
const policySpec = { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }], placement: {} };

function world(): PreviewWorld {
  const made = previewWorld();
  const managedFields = [{ manager: 'x' }];
  const m1 = cluster('m1', { spec: { proxyURL: 'http://p', proxyHeader: { 'Proxy-Authorization': 'Basic secret' } } });
  made.put(clusterPath('m1'), { ...m1, metadata: { ...m1.metadata, managedFields } });
  made.put(policyPath('p'), {
    metadata: { name: 'p', namespace: 'default', labels: id, managedFields },
    spec: policySpec,
  });
  made.put(bindingPath('web-deployment'), binding({ on: 'm1=10' }));
  made.put(deploymentPath('web'), { metadata: { name: 'web', namespace: 'default', uid: 'u' }, spec: { replicas: 1 } });
  return made;
}

async function take({ ports }: PreviewWorld, out: string) {
  const answer = await answerOf(snapshot.invoke(ports, { out }));
  return { fleet: answer.data as Fleet, text: await renderView(answer.view({ wide: false, now: 0 }), false) };
}

describe('a snapshot', () => {
  it('holds clusters, policies and bindings, says what each is, and holds no workload and no password', async () => {
    const { fleet } = await take(world(), '-');
    expect(fleet).toMatchObject({
      apiVersion: 'karmate.dev/v1',
      kind: 'Fleet',
      taken: '1970-01-01T00:00:00.000Z',
      karmada: { min: '1.18', max: '1.18' },
      clusters: [{ apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', spec: { proxyURL: 'http://p' } }],
      propagationPolicies: [{ kind: 'PropagationPolicy', metadata: { name: 'p', labels: id } }],
      resourceBindings: [{ kind: 'ResourceBinding', spec: { clusters: [{ name: 'm1', replicas: 10 }] } }],
      overridePolicies: [],
      unread: [],
    });
    const text = JSON.stringify(fleet);
    for (const gone of ['managedFields', 'secret', 'proxyHeader', '"uid":"u"']) expect(text).not.toContain(gone);
  });

  it('goes to a file, and says what is in it', async () => {
    const made = world();
    const { fleet, text } = await take(made, 'fleet.json');
    expect(text).toBe('fleet.json: 1 cluster, 1 propagation policy, 0 override policies, 1 binding');
    expect(JSON.parse(made.files.get('fleet.json') ?? '')).toEqual(fleet);
  });

  it('goes to stdout as it would into a file', async () => {
    const made = world();
    const { fleet, text } = await take(made, '-');
    expect([JSON.parse(text), made.files.size]).toEqual([fleet, 0]);
  });

  it('names what this user may not read, and is none without clusters', async () => {
    const made = world();
    const refuse = (path: string) => made.karmada.refuse.set(path, new KnownError('forbidden', 'no'));
    refuse('/apis/work.karmada.io/v1alpha2/resourcebindings');
    refuse('/apis/policy.karmada.io/v1alpha1/overridepolicies');
    const { fleet, text } = await take(made, 'fleet.json');
    expect(fleet.unread).toEqual(['OverridePolicy', 'ResourceBinding']);
    expect(text).toMatch(/\nNot in it, since you may not read them: OverridePolicy, ResourceBinding$/);
    refuse('/apis/cluster.karmada.io/v1alpha1/clusters');
    await expect(take(made, 'other.json')).rejects.toMatchObject({ code: 'forbidden' });
    expect(made.files.has('other.json')).toBe(false);
  });
});

describe('preview --from', () => {
  const manifest = JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: { replicas: 3 },
  });

  it('says the same as the control plane that the snapshot is of, and asks it nothing', async () => {
    const made = world();
    await take(made, 'fleet.json');
    const live = await made.ask({}, manifest);
    made.karmada.objects.clear();
    const kept = await made.ask({ from: 'fleet.json' }, manifest);
    expect(kept.data.workloads).toEqual(live.data.workloads);
    expect(kept.data.workloads[0]).toMatchObject({
      taken: 'matched',
      clusters: [{ cluster: 'm1', after: { replicas: 3 } }],
    });
  });

  it('reads YAML too', async () => {
    const made = world();
    made.files.set(
      'fleet.yaml',
      'apiVersion: karmate.dev/v1\nkind: Fleet\nkarmada: {min: "1.10", max: "1.10"}\n' +
        [
          'clusters',
          'propagationPolicies',
          'clusterPropagationPolicies',
          'overridePolicies',
          'clusterOverridePolicies',
          'resourceBindings',
          'clusterResourceBindings',
          'unread',
        ]
          .map((name) => `${name}: []\n`)
          .join(''),
    );
    expect((await made.ask({ from: 'fleet.yaml' }, manifest)).data).toMatchObject({
      karmada: 'v1.10',
      workloads: [{ taken: 'none' }],
    });
  });

  it('previews what a policy holds, and says what a snapshot cannot tell of it', async () => {
    const made = world();
    await take(made, 'fleet.json');
    const byLabels = JSON.stringify({
      apiVersion: 'policy.karmada.io/v1alpha1',
      kind: 'PropagationPolicy',
      metadata: { name: 'q', namespace: 'default' },
      spec: {
        ...policySpec,
        resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', labelSelector: { matchLabels: { a: 'b' } } }],
      },
    });
    const { data } = await made.ask({ from: 'fleet.json' }, `${manifest}\n---\n${byLabels}`);
    expect(data.unknown).toEqual(['what PropagationPolicy q selects by labels: a snapshot has no labels of workloads']);
  });

  it('previews against a fleet that has changed', async () => {
    const made = world();
    await take(made, 'fleet.json');
    const { data } = await made.ask({ from: 'fleet.json', if: ['cluster/m1=lost'] });
    expect(data.workloads[0]?.clusters).toMatchObject([{ cluster: 'm1', change: 'stops' }]);
  });

  it.each<[string, string | undefined, RegExp]>([
    ['a file that is not there', undefined, /There is no file fleet\.json/],
    ['something else in JSON', '{"kind":"List"}', /is no snapshot of karmate/],
    ['something else in YAML', 'a: b', /is no snapshot of karmate/],
    ['broken text', '{', /is no snapshot of karmate/],
    ['nothing', '', /is no snapshot of karmate/],
    [
      'one of another version',
      JSON.stringify({ ...fleetOf(), apiVersion: 'karmate.dev/v2' }),
      /is no snapshot of karmate/,
    ],
    [
      'one from which a list was lost',
      JSON.stringify({ ...fleetOf(), clusters: undefined }),
      /is no snapshot of karmate/,
    ],
    ['one that is no object', '[]', /is no snapshot of karmate/],
  ])('refuses %s', async (_, text, message) => {
    const made = world();
    if (text !== undefined) made.files.set('fleet.json', text);
    await expect(made.ask({ from: 'fleet.json' }, manifest)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(message),
      hint: expect.stringContaining('karmate snapshot --out fleet.json'),
    });
  });
});
