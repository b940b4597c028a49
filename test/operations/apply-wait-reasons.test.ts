import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { KubeObject, Place } from '../../src/core/object.ts';
import { fakeKube, fakePorts } from '../support/fake-ports.ts';
import {
  annotations,
  bindingPath,
  cluster,
  clusterPath,
  deployment,
  firstFailure,
  path,
  policyPath,
  put,
  run,
  runs,
  second,
  workPath,
  world,
} from '../support/sent.ts';

describe('apply --wait', () => {
  /** Ports whose clock runs on by as long as an unanswered question was given. */
  const impatient = (there: ReturnType<typeof world>) => {
    const ports = fakePorts(there.karmada, there.member);
    const atMost = async <T>(ms: number, work: Promise<T>): Promise<T | undefined> => {
      const unanswered = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms / 10));
      const answer = await Promise.race([work, unanswered]);
      if (answer === undefined) ports.clock.at += ms;
      return answer;
    };
    return { atMost, now: ports.now, sleep: ports.sleep };
  };
  const never = () => new Promise<never>(() => {});

  it('keeps its time where a server does not answer at all', async () => {
    const there = world(runs);
    const find = async <T extends KubeObject>(place: Place) =>
      place.resource === 'resourcebindings' ? never() : there.karmada.find<T>(place);
    const { outcome } = await run({ ...there, karmada: { ...there.karmada, find } }, impatient(there));
    const message = 'Not there after 3 s: deployment/nginx: the servers did not answer in time';
    expect(outcome).toMatchObject({ exit: 'timeout', failures: [{ message }] });
  });

  it('names a member that does not answer, asks it no more meanwhile, and looks at the others', async () => {
    const there = world(runs);
    const asked: string[] = [];
    const find = (place: Place) => {
      asked.push(place.name ?? '');
      return never();
    };
    const member = { ...there.member, find };
    const { outcome } = await run({ ...there, member }, impatient(there), `${deployment}---\n${second}`);
    expect(asked).toEqual(['nginx']);
    expect(outcome).toMatchObject({
      exit: 'timeout',
      failures: [
        { message: 'Not there after 3 s: deployment/nginx: m1: sent, but the member does not answer' },
        {
          message: 'Not there after 3 s: deployment/other: not propagated: no policy matches',
          hint: expect.stringContaining('kind: Deployment, name: other'),
        },
      ],
    });
  });

  it('names a cluster that is not Ready, and does not ask it', async () => {
    const there = world(runs);
    put(there.karmada, clusterPath, cluster('False'));
    there.member.refuse.set(path, new KnownError('invalid', 'it was asked'));
    expect(await firstFailure(run(there))).toContain(
      'm1: sent, but the cluster is not Ready (ClusterNotReachable: no route)',
    );
  });

  it('follows no ConfigMap that no policy takes, and one that a policy of its namespace selects', async () => {
    const there = { karmada: fakeKube(), member: fakeKube() };
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n';
    expect(await firstFailure(run(there, {}, map))).toBe('none');
    const resourceSelectors = [{ apiVersion: 'v1', kind: 'ConfigMap' }];
    put(there.karmada, policyPath, { metadata: { name: 'p', namespace: 'default' }, spec: { resourceSelectors } });
    expect(await firstFailure(run(there, {}, map))).toContain(
      'configmap/c: not propagated yet: PropagationPolicy p matches it, but it has no ResourceBinding',
    );
  });

  it('does without the policies that this user may not read', async () => {
    const there = { karmada: fakeKube(), member: fakeKube() };
    const all = '/apis/policy.karmada.io/v1alpha1/clusterpropagationpolicies';
    there.karmada.refuse.set(all, new KnownError('forbidden', 'no'));
    expect(await firstFailure(run(there))).toContain('deployment/nginx: not propagated: it has no ResourceBinding');
  });

  it('names a Namespace that is on its way out', async () => {
    const there = { karmada: fakeKube(), member: fakeKube() };
    there.karmada.controllers.push((written, kube) => {
      const held = kube.objects.get(written);
      if (held) put(kube, written, { ...held, metadata: { ...held.metadata, deletionTimestamp: 'now' } });
    });
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: gone }\n';
    expect(await firstFailure(run(there, {}, namespace))).toContain('namespace/gone: it is being deleted from Karmada');
  });

  it('ends at once where waiting cannot help: a Pod that failed', async () => {
    const there = world(runs);
    const status = { phase: 'Failed', reason: 'Evicted', message: 'low on memory' };
    const pods = { group: '', version: 'v1', resource: 'pods', kind: 'Pod', namespaced: true };
    const karmada = { ...there.karmada, resolve: async () => pods };
    const text = deployment.replace('apps/v1', 'v1').replace('Deployment', 'Pod');
    const podPath = path.replace('/apis/apps/v1', '/api/v1').replace('deployments', 'pods');
    put(there.karmada, bindingPath.replace('-deployment', '-pod'), there.karmada.objects.get(bindingPath) ?? {});
    put(there.karmada, workPath, {
      ...there.karmada.objects.get(workPath),
      spec: { workload: { manifests: [{ kind: 'Pod', metadata: { name: 'nginx', annotations } }] } },
    });
    put(there.member, podPath, { metadata: { name: 'nginx', annotations }, status });
    const said: string[] = [];
    const { outcome } = await run({ ...there, karmada }, { progress: (message) => void said.push(message) }, text);
    const message = 'pod/nginx: m1: the Pod failed there: Evicted: low on memory';
    expect(outcome).toMatchObject({ exit: 'partial', failures: [{ code: 'failed', message }] });
    expect(said.join()).not.toContain('Waiting');
  });

  it('interrupted, says what it waited for and what was applied', async () => {
    const sleep = () => Promise.reject(new KnownError('interrupted', 'Interrupted.'));
    await expect(run(world({ ...runs, readyReplicas: 1 }), { sleep })).rejects.toMatchObject({
      code: 'interrupted',
      message:
        'Interrupted. It waited for deployment/nginx: m1: 1 of 2 ready. Applied 1 of 1 so far: deployment.apps/nginx created.',
    });
  });
});
