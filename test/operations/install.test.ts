import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fillTemplate } from '../../src/client/lab/templates.ts';
import { chartVersions } from '../../src/core/kind-lab/answers.ts';
import type { Pod } from '../../src/core/pod-trouble.ts';
import { baseValues } from '../../src/operations/host/base-values.ts';
import { install } from '../../src/operations/host/install.ts';
import { withoutSecrets } from '../../src/operations/host/manifests.ts';
import { answerOf } from '../support/fake-ports.ts';
import { helmWorld } from '../support/helm-world.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/host/install.run.ts'), 60_000);

const run = async ({ ports }: Pick<ReturnType<typeof helmWorld>, 'ports'>, input: object = {}) =>
  (await answerOf(install.invoke(ports, { ...input }))).data as Record<string, unknown>;
const failing = (stderr: string, code = 1) => ({ code, stderr });

describe('install', () => {
  it('asks helm, the chart and the release, then installs with the values that come with karmate', async () => {
    const world = helmWorld();
    const done = await run(world, { address: ['192.168.1.10'], wait: true });
    expect(done).toMatchObject({ kind: 'InstallResult', result: 'installed', revision: 1, kubeconfig: null });
    expect(world.lines().map((line) => line.split(' ')[1])).toEqual(['version', 'show', 'template', 'list', 'install']);
    const last = world.programs.calls.at(-1);
    expect(last?.options.input).toContain('192.168.1.10');
    expect(last?.options.input).not.toContain('fail');
    expect(last?.line).toContain('--wait');
    expect(world.programs.calls.every(({ options }) => options.log === '/logs/helm.log')).toBe(true);
  });

  it('that comes to the same manifests again changes nothing; to others, it upgrades', async () => {
    const world = helmWorld();
    await run(world, { set: ['a=1'] });
    const args = world.programs.calls.at(-1)?.args ?? [];
    world.release('deployed', String(args[args.indexOf('--description') + 1]));
    expect(await run(world, { set: ['a=1'] })).toMatchObject({ result: 'unchanged', revision: 1 });
    world.answers.set('template', { stdout: 'kind: ConfigMap\ndata: { a: 2 }\n' });
    expect(await run(world, { set: ['a=2'], karmada: 'v1.10.7' })).toMatchObject({ result: 'upgraded', revision: 2 });
    expect(world.lines().at(-1)).toMatch(/^helm upgrade karmada .*--version v1\.10\.7/);
  });

  it('puts the addresses of the nodes into the certificate where none is named', async () => {
    const world = helmWorld();
    const status = { addresses: [{ type: 'InternalIP', address: '172.18.0.2' }] };
    world.host.objects.set('/api/v1/nodes/n', { metadata: { name: 'n' }, ...{ status } });
    await run(world);
    expect(world.programs.calls.at(-1)?.options.input).toContain("localhost, '172.18.0.2']");
  });

  it('writes the kubeconfig once Karmada answers', async () => {
    const world = helmWorld();
    world.credentials();
    const done = await run(world, { kubeconfigOut: 'k.config' });
    expect(done.kubeconfig).toMatchObject({ path: 'k.config', result: 'created', server: 'https://karmada:5443' });
    expect(JSON.stringify(done)).not.toContain('a-token');
    expect(world.kubeconfigs.written.get('k.config')?.user).toEqual({ token: 'a-token' });
    expect(world.lines().at(-1)).toContain('--wait');
  });

  it('refuses a file that is there before anything is installed', async () => {
    const world = helmWorld();
    world.credentials();
    await world.kubeconfigs.write('k.config', { name: 'old', cluster: {}, user: {} }, { force: true });
    const input = { kubeconfigOut: 'k.config' };
    await expect(run(world, input)).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringContaining('--force'),
    });
    expect(world.lines().some((line) => line.startsWith('helm install'))).toBe(false);
    expect(await run(world, { ...input, force: true })).toMatchObject({ kubeconfig: { result: 'replaced' } });
  });

  it('with --dry-run shows facts, steps and manifests, without what Secrets hold, and does nothing', async () => {
    const world = helmWorld();
    const plan = await run(world, { dryRun: true, kubeconfigOut: 'k' });
    expect(plan).toMatchObject({
      kind: 'InstallPlan',
      action: 'install',
      facts: { helm: 'v3.16.2', host: { server: 'https://host' }, chart: { version: 'v1.18.2' } },
      steps: [expect.stringMatching(/^helm install karmada/), 'karmate kubeconfig --out k'],
    });
    expect(plan.manifests).toContain('kind: ConfigMap');
    expect(JSON.stringify(plan)).not.toContain('geheim');
    expect(world.lines().filter((line) => / (install|upgrade) /.test(line))).toEqual([]);
  });

  it.each<[string, (world: ReturnType<typeof helmWorld>) => void, object, object]>([
    [
      'an old helm',
      ({ answers }) => void answers.set('version', { stdout: 'v3.7.2' }),
      {},
      { code: 'config', message: expect.stringMatching(/v3.7.2 is too old/), hint: expect.stringMatching(/helm.sh/) },
    ],
    [
      'a helm that fails',
      ({ answers }) => void answers.set('version', failing('boom')),
      {},
      { code: 'failed', message: expect.stringMatching(/boom/) },
    ],
    [
      'a chart that cannot be had',
      ({ answers }) => void answers.set('show', failing('Error: no such host')),
      {},
      { code: 'unreachable', message: expect.stringMatching(/no such host/), hint: expect.stringMatching(/--chart/) },
    ],
    [
      'a host cluster that helm cannot reach',
      ({ answers }) => void answers.set('list', failing('Error: no')),
      {},
      { code: 'failed', message: expect.stringMatching(/list/) },
    ],
    [
      'another program called helm',
      ({ answers }) => void answers.set('list', { stdout: 'hello' }),
      {},
      { code: 'failed', hint: expect.stringMatching(/another program/) },
    ],
    [
      'a release in work',
      ({ release }) => release('pending-install'),
      {},
      { code: 'conflict', message: expect.stringMatching(/pending-install/) },
    ],
    [
      'a release that failed at once',
      ({ release }) => release('failed', 'hook failed'),
      {},
      { code: 'conflict', hint: expect.stringMatching(/karmate uninstall/) },
    ],
    [
      'a chart that fails',
      ({ answers }) => void answers.set('install', failing('x\nError: INSTALLATION FAILED: bad')),
      {},
      {
        code: 'failed',
        message: expect.stringMatching(/INSTALLATION FAILED: bad/),
        hint: expect.stringMatching(/helm\.log/),
      },
    ],
    [
      'a chart that cannot be rendered',
      ({ answers }) => void answers.set('template', failing('Error: missing')),
      { chart: './c' },
      { code: 'failed', hint: expect.stringMatching(/dependency build/) },
    ],
    ['a name that helm would not take', () => {}, { release: 'No_Name' }, { code: 'usage' }],
    ['values from stdin', () => {}, { values: ['-'] }, { code: 'usage', hint: expect.stringMatching(/file/) }],
    ['a value that is none', () => {}, { set: ['x'] }, { code: 'usage', message: expect.stringMatching(/key=value/) }],
    [
      'a kubeconfig on stdout',
      () => {},
      { kubeconfigOut: '-' },
      { code: 'usage', hint: expect.stringMatching(/karmate kubeconfig/) },
    ],
  ])('refuses %s, with a next step', async (_, change, input, failure) => {
    const world = helmWorld();
    change(world);
    await expect(run(world, input)).rejects.toMatchObject(failure);
  });

  it('says how to get helm where there is none', async () => {
    await expect(run(helmWorld([]))).rejects.toMatchObject({ code: 'config', hint: expect.stringMatching(/helm.sh/) });
  });

  it('tells why pods are not ready when helm gives up, as a matter of time', async () => {
    const world = helmWorld();
    const waiting = { reason: 'ImagePullBackOff' };
    const pod: Pod = {
      metadata: { name: 'karmada-pre-install-x' },
      status: {
        containerStatuses: [{ name: 'pre-install', image: 'docker.io/bitnami/kubectl:latest', state: { waiting } }],
      },
    };
    world.host.objects.set('/api/v1/namespaces/karmada-system/pods/p', pod);
    const { run: plain } = world.programs;
    const slow = async (...what: Parameters<typeof plain>) => {
      const ran = await plain(...what);
      if (what[1][0] !== 'install') return ran;
      world.ports.clock.at += 600_000;
      return { ...ran, code: 1, stderr: 'Error: INSTALLATION FAILED: timed out waiting for the condition' };
    };
    const ports = { ...world.ports, programs: { ...world.programs, run: slow } };
    await expect(run({ ports })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(
        /timed out.*karmada-pre-install-x the image docker.io\/bitnami\/kubectl:latest cannot be pulled/,
      ),
      hint: expect.stringMatching(/--set kubectl\.image\.repository.*install again.*helm\.log/),
    });
  });
});

describe('the values that come with karmate', () => {
  it.each(chartVersions)(
    'for %s get the addresses in the place that is left open, and keep the rest',
    async (karmada) => {
      const { lab, ...ports } = helmWorld().ports;
      const asked = { ...ports, lab: { ...lab, fill: fillTemplate } };
      const text = await baseValues(asked, karmada, ['192.168.1.10', 'localhost', 'x.example']);
      const { hosts } = (parse(text) as { certs: { auto: { hosts: readonly string[] } } }).certs.auto;
      expect(hosts.slice(5)).toEqual(['127.0.0.1', '192.168.1.10', 'x.example']);
      expect(text).not.toMatch(/\{\{ *fail|HOST_ADDRESS: write/);
      expect(text.match(/^ *#/gm)?.length).toBeGreaterThan(30);
    },
  );
});

describe('manifests', () => {
  it('are shown to the letter, Secrets without what they hold', () => {
    const plain = '---\n# Source: a\nkind: ConfigMap\ndata: {a:   b}\n';
    const secret = '---\nkind: Secret\nmetadata:\n  name: s\ndata:\n  a: geheim\nstringData: {b: geheim}\n';
    const shown = withoutSecrets(plain + secret + plain);
    expect(shown.startsWith(plain) && shown.endsWith(plain)).toBe(true);
    expect(shown).toContain('name: s');
    expect(shown).not.toContain('geheim');
  });

  it('of a Secret that is no YAML are not shown', () => {
    expect(withoutSecrets('---\nkind: Secret\ndata: "geheim\n')).not.toContain('geheim');
  });
});
