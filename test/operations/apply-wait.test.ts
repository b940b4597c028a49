import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { exitCodeOf } from '../../src/contract/operation.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { fakeKube } from '../support/fake-ports.ts';
import {
  bindingPath,
  deployment,
  firstFailure,
  path,
  placement,
  policyPath,
  put,
  run,
  runs,
  spec,
  workPath,
  world,
} from '../support/sent.ts';

describe('apply --wait', () => {
  it('says where it runs once it does', async () => {
    const { data, outcome, view } = await run(world(runs));
    expect(outcome).toEqual({ kind: 'ok' });
    expect(data).toMatchObject({
      running: [{ workload: 'deployment/nginx', cluster: 'm1', ready: 2, desired: 2, why: null }],
    });
    expect(view({ wide: false, now: 0 })).toMatchObject({
      parts: [{ kind: 'text' }, { rows: [['deployment/nginx', 'm1', { text: '2/2', tone: 'good' }]] }],
    });
  });

  it('is late where pods are not ready, naming object, cluster and count; exit 8', async () => {
    const { outcome } = await run(world({ ...runs, readyReplicas: 1 }));
    expect(exitCodeOf(outcome)).toBe(8);
    expect(outcome).toMatchObject({
      failures: [{ code: 'timeout', message: 'Not there after 3 s: deployment/nginx: m1: 1 of 2 ready' }],
    });
  });

  it('is late where no policy matches, and says that', async () => {
    expect(await firstFailure(run({ karmada: fakeKube(), member: fakeKube() }))).toContain('no policy matches');
  });

  it('is late where the member cannot be asked, and goes on asking until then', async () => {
    const there = world({});
    there.member.refuse.set(path, new KnownError('unreachable', 'no route'));
    expect(await firstFailure(run(there))).toContain('m1: the member cannot be asked (no route)');
  });

  it('is late where the policy goes further than the binding', async () => {
    const there = world(runs);
    put(there.karmada, policyPath, {
      metadata: { name: 'p', namespace: 'default' },
      spec: { placement: placement('m1', 'm2') },
    });
    expect(await firstFailure(run(there))).toContain('an earlier placement than PropagationPolicy p');
  });

  it('is late where a policy of the run should take the workload over', async () => {
    const there = world(runs);
    const resource = { group: 'policy.karmada.io', version: 'v1alpha1', resource: 'propagationpolicies' };
    const kind = { ...resource, kind: 'PropagationPolicy', namespaced: true };
    const { resolve } = there.karmada;
    const answered = (object: KubeObject) => ({
      apiVersion: 'policy.karmada.io/v1alpha1',
      ...object,
      metadata: { ...object.metadata, namespace: 'default' },
      spec: {
        preemption: 'Always',
        priority: 3,
        resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx' }],
      },
    });
    const karmada = {
      ...there.karmada,
      resolve: async (asked: { apiVersion: string; kind: string }) =>
        asked.kind === 'PropagationPolicy' ? kind : resolve(asked),
      apply: async (...asked: Parameters<typeof there.karmada.apply>) => {
        const answer = await there.karmada.apply(...asked);
        const namespaced = { ...answer.object, metadata: { ...answer.object.metadata, namespace: 'default' } };
        return { ...answer, object: asked[0].name === 'q' ? answered(answer.object) : namespaced };
      },
    };
    const text = `${deployment}---\napiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: { name: q }\n`;
    expect(await firstFailure(run({ ...there, karmada }, {}, text))).toContain(
      'PropagationPolicy q matches it, but PropagationPolicy p holds it',
    );
  });

  it('follows a template that somebody scales meanwhile', async () => {
    const there = world({ ...runs, readyReplicas: 1 });
    const said: string[] = [];
    const progress = (message: string): void => {
      said.push(message);
      const held = there.karmada.objects.get(path);
      if (!message.startsWith('Waiting') || !held) return;
      put(there.karmada, path, { ...held, metadata: { ...held.metadata, generation: 2 }, spec: { replicas: 9 } });
    };
    expect(await firstFailure(run(there, { progress }))).toContain('the replicas of an earlier version');
    expect(said.join()).toContain('1 of 2 ready');
  });

  it('is late where a member still has what this run removed, though no generation tells', async () => {
    const there = world(runs);
    const metadata = { name: 'nginx', uid: 'u', generation: 1 };
    const before = { ...spec, paused: true };
    put(there.karmada, path, { metadata, spec: before });
    put(there.member, path, { metadata, spec: before, status: { observedGeneration: 1, ...runs } });
    put(there.karmada, bindingPath, {
      ...there.karmada.objects.get(bindingPath),
      spec: {
        resource: { uid: 'u' },
        replicas: 2,
        clusters: [{ name: 'm1', replicas: 2 }],
        placement: placement('m1'),
      },
    });
    put(there.karmada, workPath, {
      ...there.karmada.objects.get(workPath),
      spec: { workload: { manifests: [{ kind: 'Deployment', metadata: { name: 'nginx' }, spec }] } },
    });
    there.karmada.controllers.push((written, kube) => {
      if (written === path) put(kube, path, { metadata: { ...metadata, generation: 2 }, spec });
    });
    expect(await firstFailure(run(there))).toContain('m1: there in an earlier version');
    put(there.member, path, { metadata, spec, status: { observedGeneration: 1, ...runs } });
    expect(await firstFailure(run(there))).toBe('none');
  });

  it('is late where the template was deleted meanwhile', async () => {
    const there = world(runs);
    there.karmada.controllers.push((written, kube) => void kube.objects.delete(written));
    const apply = async (...asked: Parameters<typeof there.karmada.apply>) => ({
      object: { metadata: { name: asked[0].name ?? '', uid: 'u', generation: 1 } },
      created: false,
    });
    expect(await firstFailure(run({ ...there, karmada: { ...there.karmada, apply } }))).toContain(
      'somebody deleted it',
    );
  });
});
