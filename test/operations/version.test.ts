import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Release } from '../../src/core/versions.ts';
import { version } from '../../src/operations/about/version.ts';
import { answerOf, fakeKube, fakePorts } from '../support/fake-ports.ts';

const linesFor = async (release: () => Promise<Release | undefined>) => {
  const ports = fakePorts(fakeKube());
  const answer = await answerOf(version.invoke({ ...ports, karmada: { ...ports.karmada, release } }, {}));
  const view = answer.view({ wide: false, now: 0 });
  return { answer, lines: view.kind === 'text' ? view.lines : [] };
};

const ground = (fact: string, isThere: boolean, means: string) => ({ fact, isThere, means });

describe('version says which Karmada it is, and from what it knows:', () => {
  it.each<[string, Release | undefined, string]>([
    [
      'one release',
      {
        min: '1.13',
        max: '1.13',
        source: 'schema',
        grounds: [
          ground('PropagationPolicy.spec.suspension', true, '>= 1.11'),
          ground('PropagationPolicy.spec.schedulePriority', true, '>= 1.13'),
          ground('ClusterTaintPolicy', false, '<= 1.13'),
        ],
      },
      'Karmada     v1.13 (has schedulePriority, no ClusterTaintPolicy)',
    ],
    [
      'words that changed',
      {
        min: '1.15',
        max: '1.15',
        source: 'schema',
        grounds: [
          ground('PropagationPolicy.spec.failover.cluster', true, '>= 1.15'),
          ground('ResourceBinding.spec.replicaRequirements "resource"', false, '<= 1.15'),
        ],
      },
      'Karmada     v1.15 (has failover.cluster, older replicaRequirements)',
    ],
    [
      'what was said',
      { min: '1.10', max: '1.10', source: 'given', grounds: [] },
      'Karmada     v1.10 (as --karmada-version says)',
    ],
    ['a plain Kubernetes', undefined, '            Choose another context with --karmada-context.'],
  ])('%s', async (_, release, line) => {
    const { answer, lines } = await linesFor(async () => release);
    expect(lines.at(-1)).toBe(line);
    expect(answer.data).toMatchObject({ karmada: release ?? null });
    expect(answer.outcome).toEqual({ kind: 'ok' });
  });

  it('a failure to tell leaves the rest, and is said', async () => {
    const { answer, lines } = await linesFor(async () => {
      throw new KnownError('forbidden', 'Not for you.');
    });
    expect(lines).toContain('Karmada     not known');
    expect(answer.data).toMatchObject({ server: { kubernetesVersion: 'v1.35.3' }, noKarmada: { code: 'forbidden' } });
    expect(answer.outcome).toMatchObject({ kind: 'partial', exit: 'forbidden' });
  });

  it('a bug stays a bug', async () => {
    await expect(linesFor(() => Promise.reject(new TypeError('oops')))).rejects.toThrow('oops');
  });
});
