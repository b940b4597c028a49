import { describe, expect, it } from 'vitest';
import { withTemplateDefaults } from '../../../src/core/preview/template-defaults.ts';

const spec = (apiVersion: string, kind: string, given: Readonly<Record<string, unknown>>) =>
  withTemplateDefaults({ apiVersion, kind, metadata: { name: 'x' }, spec: given }).spec;

describe('a template of a file has, where no server can be asked,', () => {
  it.each(['Deployment', 'StatefulSet', 'ReplicaSet'])('one replica of a %s that does not say how many', (kind) => {
    expect(spec('apps/v1', kind, {})).toEqual({ replicas: 1 });
    expect(spec('apps/v1', kind, { replicas: 0 })).toEqual({ replicas: 0 });
  });

  it.each([
    [{}, { parallelism: 1, completions: 1 }],
    [{ completions: 5 }, { parallelism: 1, completions: 5 }],
    [{ parallelism: 3 }, { parallelism: 3 }],
  ])('a Job of %o as its server would', (given, filled) => {
    expect(spec('batch/v1', 'Job', given)).toEqual(filled);
  });

  it('the limits of a Pod as its requests, and of a Deployment none', () => {
    const limited = { resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '250m' } } };
    expect(spec('v1', 'Pod', { containers: [limited, {}] })).toEqual({
      containers: [{ resources: { ...limited.resources, requests: { cpu: '250m', memory: '1Gi' } } }, {}],
    });
    const template = { spec: { containers: [limited] } };
    expect(spec('apps/v1', 'Deployment', { replicas: 2, template })).toEqual({ replicas: 2, template });
  });

  it('what it says, where nothing is known of its kind', () => {
    expect(spec('example.com/v1', 'Thing', { a: 1 })).toEqual({ a: 1 });
  });
});
