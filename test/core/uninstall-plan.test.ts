import { describe, expect, it } from 'vitest';
import { leftBehind, planUninstall, type UninstallFacts, type UninstallWish } from '../../src/core/uninstall-plan.ts';

const wish: UninstallWish = {
  release: 'karmada',
  namespace: 'karmada-system',
  hostKubeconfig: undefined,
  hostContext: 'kind-test1',
  server: undefined,
  force: false,
  timeoutMs: 300_000,
};
const release = { status: 'deployed', revision: 1, description: '' };

describe('removing Karmada', () => {
  it('is one step of helm', () => {
    expect(planUninstall({ release, members: [] }, wish)).toEqual({
      action: 'uninstall',
      steps: [
        ['uninstall', 'karmada', '--namespace', 'karmada-system', '--timeout', '300s', '--kube-context', 'kind-test1'],
      ],
      notes: [],
    });
  });

  it('is nothing where there is none, whatever state is not known', () => {
    expect(planUninstall({ release: undefined, members: { unknown: 'x' } }, wish)).toMatchObject({
      action: 'absent',
      steps: [],
    });
  });

  it.each<[string, UninstallFacts['members'], string, RegExp, RegExp]>([
    ['while clusters are joined, which are named', ['m1', 'm2'], 'conflict', /m1, m2/, /karmate unjoin m1.*--force/],
    ['while that cannot be told', { unknown: 'nobody there.' }, 'unreachable', /nobody there/, /--force/],
  ])('is refused %s; --force does it all the same', (_, members, code, words, hint) => {
    expect(() => planUninstall({ release, members }, wish)).toThrowError(
      expect.objectContaining({ code, message: expect.stringMatching(words), hint: expect.stringMatching(hint) }),
    );
    expect(planUninstall({ release, members }, { ...wish, force: true }).steps).toHaveLength(1);
  });

  it('by force says what stays in the members', () => {
    const { notes } = planUninstall({ release, members: ['m1'] }, { ...wish, force: true });
    expect(notes).toEqual([expect.stringContaining('in m1 stays there')]);
  });
});

describe('what helm leaves behind', () => {
  it('is named with the command that removes it, the namespace last', () => {
    const remains = {
      namespace: true,
      secrets: ['karmada-cert', 'karmada-kubeconfig'],
      volumeClaims: ['etcd-data-etcd-0'],
      crds: ['works.work.karmada.io'],
      hostPath: '/var/lib/karmada-system/karmada-etcd',
    };
    expect(leftBehind(remains, 'karmada-system').map(({ command }) => command)).toEqual([
      'kubectl delete persistentvolumeclaims -n karmada-system etcd-data-etcd-0',
      'kubectl delete secrets -n karmada-system karmada-cert karmada-kubeconfig',
      'rm -r /var/lib/karmada-system/karmada-etcd   # on that node',
      'kubectl delete customresourcedefinitions works.work.karmada.io',
      'kubectl delete namespace karmada-system',
    ]);
  });

  it('may be nothing', () => {
    const none = { namespace: false, secrets: [], volumeClaims: [], crds: [], hostPath: undefined };
    expect(leftBehind(none, 'x')).toEqual([]);
  });
});
