import { describe, expect, it } from 'vitest';
import type { Interpreter } from '../../../src/core/preview/interpreters.ts';
import { customizationRules, interpreterOf, webhookRules } from '../../../src/core/preview/interpreters.ts';
import { previewWorkloads } from '../../../src/core/preview/preview-workload.ts';
import { fleetOf } from '../../support/previewed.ts';
import { binding } from '../../support/scheduled.ts';
import { clusters, deployment, policy, to } from '../../support/taking-along.ts';

const script = { luaScript: 'function() end' };
const counting = customizationRules({
  metadata: { name: 'count' },
  spec: {
    target: { apiVersion: 'apps/v1', kind: 'Deployment' },
    customizations: { replicaResource: script, retention: script },
  },
});

describe('who reads a kind for Karmada', () => {
  it('is a customization, for the operations that it has scripts for', () => {
    expect(counting).toMatchObject({ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['InterpretReplica'] });
    const kind = { apiVersion: 'apps/v1', kind: 'Deployment' };
    expect(interpreterOf([counting], kind, 'InterpretReplica')).toBe(counting);
    expect(interpreterOf([counting], kind, 'ReviseReplica')).toBeUndefined();
    expect(interpreterOf([counting], { ...kind, kind: 'StatefulSet' }, 'InterpretReplica')).toBeUndefined();
    expect(interpreterOf([counting], { ...kind, apiVersion: 'apps/v2' }, 'InterpretReplica')).toBeUndefined();
  });

  it('is a webhook, by its rules; nothing is kept of where it is', () => {
    const rules = [{ apiGroups: ['*'], apiVersions: ['*'], kinds: ['Thing'], operations: ['*'] }];
    const found = webhookRules({
      metadata: { name: 'hooks' },
      webhooks: [{ ...{ clientConfig: { url: 'https://secret' } }, rules }],
    });
    expect(JSON.stringify(found)).not.toContain('secret');
    const thing = { apiVersion: 'example.com/v1', kind: 'Thing' };
    expect(interpreterOf(found, thing, 'InterpretDependency')?.name).toBe('hooks');
  });
});

describe('a preview names what it cannot know', () => {
  const ask = (
    interpreters: readonly Interpreter[],
    question: object = {},
    rules: object = {},
    quotas: object[] = [],
  ) => {
    const [preview] = previewWorkloads(
      fleetOf({
        clusters,
        propagationPolicies: [policy('web', to('m1'))],
        interpreters,
        quotas: quotas as { namespace: string; name: string }[],
      }),
      [{ template: deployment('web'), source: 'app.yaml:1', ...question }],
      { minor: 18, propagatesDeps: true, ...rules },
    );
    return preview;
  };
  const theirs = 'ResourceInterpreterCustomization count says, and is not run here';

  it('the replicas, where somebody’s script counts them, unless they are said', () => {
    expect(ask([counting])).toMatchObject({
      replicas: 'unknown',
      unknown: [`how many replicas Deployment web has: ${theirs}; give --replicas`],
    });
    expect(ask([counting], {}, { replicas: 5 })).toMatchObject({ replicas: 5, unknown: [] });
    expect(ask([])).toMatchObject({ replicas: 2, unknown: [] });
  });

  it('but those of what exists already are in its binding', () => {
    const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web' };
    const held = binding({ replicas: 7, on: 'm1=7', spec: { resource }, metadata: { namespace: 'default' } });
    expect(ask([counting], { source: undefined, binding: held })).toMatchObject({ replicas: 7, unknown: [] });
    // A file may say something else.
    expect(ask([counting], { binding: held })).toMatchObject({ replicas: 'unknown' });
  });

  it('what a script does to a copy, and what it takes along', () => {
    const operations = ['ReviseReplica', 'InterpretDependency'];
    expect(ask([{ ...counting, operations }], {}, { render: true })?.unknown).toEqual([
      `what a Deployment is with the replicas of a cluster: ${theirs}`,
      `what Deployment web takes along: ${theirs}`,
    ]);
  });

  it('whether a quota leaves room, in that namespace', () => {
    const quotas = [
      { namespace: 'default', name: 'team' },
      { namespace: 'other', name: 'x' },
    ];
    expect(ask([], {}, {}, quotas)?.unknown).toEqual([
      'whether FederatedResourceQuota team leaves room for Deployment web',
    ]);
  });
});
