import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { hostWorld } from '../support/host-world.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/host/kubeconfig.run.ts'), 60_000);

const clusterPath = '/apis/cluster.karmada.io/v1alpha1/clusters/member1';

describe('kubeconfig --member', () => {
  const joined = (w: ReturnType<typeof hostWorld>): void =>
    void w.karmada.objects.set(clusterPath, {
      metadata: { name: 'member1' },
      ...{ spec: { apiEndpoint: 'https://m' } },
    });

  it("leads through Karmada's proxy", async () => {
    const all = hostWorld();
    joined(all);
    const server = 'https://karmada:5443/apis/cluster.karmada.io/v1alpha1/clusters/member1/proxy';
    expect(await all.run({ member: 'member1', out: 'x' })).toMatchObject({ server, context: 'member1' });
  });

  it.each<[string, (w: ReturnType<typeof hostWorld>) => void, object]>([
    ['that is not there', () => {}, { code: 'not-found', hint: expect.stringMatching(/get clusters/) }],
    [
      'that may not be used',
      (w) => {
        joined(w);
        w.outside.refuse.set('/version', new KnownError('forbidden', 'no.'));
      },
      { code: 'forbidden', hint: expect.stringMatching(/clusters\/proxy/) },
    ],
    [
      'that Karmada does not reach',
      (w) => {
        joined(w);
        w.outside.refuse.set('/version', new KnownError('unreachable', '503.'));
      },
      {
        code: 'unreachable',
        message: expect.stringMatching(/does not reach member1 \(no status yet\)/),
        hint: expect.stringMatching(/https:\/\/m/),
      },
    ],
  ])('%s is refused', async (_, change, failure) => {
    const all = hostWorld();
    change(all);
    await expect(all.run({ member: 'member1', out: 'x' })).rejects.toMatchObject(failure);
    expect(all.written.size).toBe(0);
  });
});
