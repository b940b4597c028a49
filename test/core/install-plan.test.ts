import { describe, expect, it } from 'vitest';
import {
  chartArgs,
  type HelmRelease,
  hostArgs,
  type InstallFacts,
  type InstallWish,
  isHelmTooOld,
  planInstall,
} from '../../src/core/install-plan.ts';
import { commandLine } from '../../src/core/program.ts';

const wish: InstallWish = {
  release: 'karmada',
  namespace: 'karmada-system',
  chart: undefined,
  karmada: 'v1.18.2',
  values: [],
  set: [],
  addresses: ['10.0.0.1'],
  givenAddresses: [],
  input: 'karmate: manifests 0a',
  hostKubeconfig: undefined,
  hostContext: undefined,
  wait: false,
  timeoutMs: 600_000,
  kubeconfigOut: undefined,
};
const facts = (release?: Partial<HelmRelease>, hasKubeconfig = true): InstallFacts => ({
  helm: 'v3.16.2',
  host: { server: 'https://host', context: 'c', kubernetesVersion: 'v1.30.0' },
  chart: { version: 'v1.18.2' },
  release: release && { status: 'deployed', revision: 1, description: '', ...release },
  hasKubeconfig,
});
const lines = (some: Partial<InstallWish>, release?: Partial<HelmRelease>): readonly string[] =>
  planInstall(facts(release), { ...wish, ...some }).steps.map((step) =>
    step.kind === 'helm'
      ? commandLine('helm', step.args)
      : step.kind === 'wait'
        ? step.kind
        : `${step.kind} ${step.path}`,
  );

describe('the release decides what is done:', () => {
  it.each<[string, Partial<HelmRelease> | undefined, string]>([
    ['none is installed', undefined, 'install'],
    ['one with the same manifests stays', { description: wish.input }, 'unchanged'],
    ['one with others is upgraded', { description: 'karmate: manifests ff' }, 'upgrade'],
    ['one that others installed is upgraded', { description: 'Install complete' }, 'upgrade'],
    ['one that failed with credentials made goes on', { status: 'failed', description: 'timed out' }, 'upgrade'],
  ])('%s', (_, release, action) => {
    expect(planInstall(facts(release), wish).action).toBe(action);
  });

  it.each<[string, Partial<HelmRelease>, boolean, RegExp, RegExp]>([
    [
      'one that failed before it had any',
      { status: 'failed', description: 'boom' },
      false,
      /failed.*boom/,
      /karmate uninstall/,
    ],
    ['one that helm works on', { status: 'pending-install' }, true, /is pending-install/, /karmate uninstall/],
    [
      'an upgrade that was broken off',
      { status: 'pending-upgrade', revision: 3 },
      true,
      /revision 3/,
      /helm rollback karmada -n karmada-system/,
    ],
    ['one that is going away', { status: 'uninstalling' }, true, /is uninstalling/, /karmate uninstall/],
  ])('%s is a conflict with a next step', (_, release, hasKubeconfig, words, hint) => {
    expect(() => planInstall(facts(release, hasKubeconfig), wish)).toThrowError(
      expect.objectContaining({
        code: 'conflict',
        message: expect.stringMatching(words),
        hint: expect.stringMatching(hint),
      }),
    );
  });

  it('names the release and its namespace where they are others', () => {
    const other = { ...wish, release: 'k2', namespace: 'two' };
    expect(() => planInstall(facts({ status: 'pending-install' }), other)).toThrowError(
      expect.objectContaining({ hint: expect.stringContaining('karmate uninstall --release k2 --host-namespace two') }),
    );
  });

  it('waits for what helm would wait for, where helm has nothing to do', () => {
    expect(lines({ wait: true }, { description: wish.input })).toEqual(['wait']);
    expect(lines({}, { description: wish.input })).toEqual([]);
    expect(lines({ wait: true }, { description: 'x' })).toEqual([expect.stringMatching(/^helm upgrade .*--wait/)]);
  });

  it('says that an upgrade makes no certificate, where an address was named', () => {
    const note = (some: Partial<InstallWish>) => planInstall(facts({ description: 'x' }), { ...wish, ...some }).notes;
    expect(note({ givenAddresses: ['1.2.3.4'] })).toEqual([expect.stringContaining('certificate')]);
    expect(note({})).toEqual([]);
  });
});

describe('what helm is told', () => {
  it('is the chart, where, the values, and what they are', () => {
    expect(lines({})).toEqual([
      'helm install karmada karmada --repo https://raw.githubusercontent.com/karmada-io/karmada/master/charts ' +
        '--version v1.18.2 --namespace karmada-system --create-namespace --values - ' +
        "--description 'karmate: manifests 0a' --timeout 600s",
    ]);
  });

  it('is in the order in which helm lays values over another', () => {
    const [line] = lines({ values: ['a.yaml', 'b.yaml'], set: ['x.y=1', 'z=2'], chart: './karmada' });
    expect(line).toContain(' karmada ./karmada --namespace');
    expect(line).toContain(' --values - --values a.yaml --values b.yaml --set x.y=1 --set z=2 ');
  });

  it('is shown without what may be secret', () => {
    const set = ['certs.custom.key=PRIVATE', 'etcd.password=PRIVATE', 'apiServer.nodePort=32443'];
    const [line] = lines({ set });
    expect(line).not.toContain('PRIVATE');
    expect(line).toContain(
      "--set 'certs.custom.key=<hidden>' --set 'etcd.password=<hidden>' --set apiServer.nodePort=32443",
    );
    const [step] = planInstall(facts(), { ...wish, set }).steps;
    expect(JSON.stringify(step)).toContain('PRIVATE');
  });

  it('is which cluster, and whether to wait', () => {
    const [line] = lines({ hostKubeconfig: '/k', hostContext: 'kind-test1', wait: true }, { description: 'x' });
    expect(line).toMatch(/^helm upgrade .* --wait --kubeconfig \/k --kube-context kind-test1$/);
    expect(hostArgs({ hostKubeconfig: undefined, hostContext: undefined })).toEqual([]);
  });

  it('is followed by the kubeconfig, even where nothing else is to do', () => {
    expect(lines({ kubeconfigOut: 'k.config' }, { description: wish.input })).toEqual(['kubeconfig k.config']);
  });

  it.each([
    ['./karmada', ['./karmada']],
    ['/charts/karmada', ['/charts/karmada']],
    ['karmada-chart-v1.18.2.tgz', ['karmada-chart-v1.18.2.tgz']],
    ['karmada-charts/karmada', ['karmada-charts/karmada', '--version', 'v1.18.2']],
    ['oci://registry.example/karmada', ['oci://registry.example/karmada', '--version', 'v1.18.2']],
    ['oci://registry.example:5000/karmada', ['oci://registry.example:5000/karmada', '--version', 'v1.18.2']],
    ['oci://registry.example/karmada:1.18.2', ['oci://registry.example/karmada:1.18.2']],
  ])('of the chart %s', (chart, args) => {
    expect(chartArgs({ chart, karmada: 'v1.18.2' })).toEqual(args);
  });
});

it.each([
  ['v2.17.0', true],
  ['v3.7.2', true],
  ['v3.8.0', false],
  ['v3.16.2', false],
  ['v4.0.1', false],
])('helm %s is too old: %s', (version, expected) => {
  expect(isHelmTooOld(version)).toBe(expected);
});
