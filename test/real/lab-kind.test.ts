import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../support/free-port.ts';
import { well } from '../support/helm-stand-in.ts';
import { addService, forward, makeHost } from '../support/host-cluster.ts';
import { type KindWorld, kindWorld, type MadeOf } from '../support/kind-stand-in.ts';
import { Kube } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

/** docker, kind and helm are stand-ins; what they are said to have made is real: Karmada, its host cluster, two members. */
const state: { started?: LabProcess; karmadaPort?: number } = {};
const started = (): LabProcess => state.started ?? expect.unreachable();

beforeAll(async () => {
  state.started = await startLab({ members: ['test1', 'test2'] });
  const { lab } = state.started;
  const kube = new Kube(lab.members[0]?.kubeconfig ?? '', 'test1');
  await makeHost(lab, kube, 'karmada-system');
  state.karmadaPort = await freePort(30000, 32767);
  const ports = [{ port: 5443, nodePort: state.karmadaPort }];
  await addService(kube, 'karmada-system', { type: 'NodePort', ports });
});
afterAll(() => state.started?.stop());

function made(): MadeOf {
  const { lab } = started();
  const config = parse(readFileSync(lab.members[0]?.kubeconfig ?? '', 'utf8')) as {
    clusters: { name: string; cluster: { server: string; 'certificate-authority-data': string } }[];
    users: { name: string; user: object }[];
    contexts: { name: string; context: { cluster: string; user: string } }[];
  };
  return Object.fromEntries(
    config.contexts.map(({ name, context }) => {
      const cluster = config.clusters.find((one) => one.name === context.cluster)?.cluster;
      const user = config.users.find((one) => one.name === context.user)?.user ?? {};
      return [name, { server: cluster?.server ?? '', ca: cluster?.['certificate-authority-data'] ?? '', user }];
    }),
  );
}

/** A world, and a lab.yaml whose ports are free on this machine. */
async function world(): Promise<{ readonly it: KindWorld; readonly up: readonly string[] }> {
  const it = kindWorld(made());
  const [a, b, c, d] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const config = join(it.dir, '..', 'lab.yaml');
  const text = `apiVersion: lab.karmate.dev/v1
kind: KindLab
address: container
karmadaPort: ${state.karmadaPort}
test1: { apiServerPort: ${a}, mappedPort: ${b} }
test2: { apiServerPort: ${c}, mappedPort: ${d} }
`;
  writeFileSync(config, text);
  return { it, up: ['lab', 'up', '--provider', 'kind', '--dir', it.dir, '--config', config, '--timeout', '90s'] };
}

/** The port of test1's node on this machine, open from when kind is said to have made it. */
const openWhenMade = async ({ kind }: KindWorld): Promise<void> => {
  for (let tries = 0; tries < 600 && !kind().some((line) => line.startsWith('create cluster --name test1')); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  await forward(state.karmadaPort ?? 0, Number(new URL(started().lab.karmada.server).port));
};

const record = (it: KindWorld) => JSON.parse(readFileSync(join(it.dir, 'lab.json'), 'utf8')) as Record<string, unknown>;

describe('lab up --provider kind', () => {
  test('each step that fails is told, and the next run goes on from there, to a lab that works', async () => {
    const { it, up } = await world();
    it.failAt('create cluster --name test1', 'ERROR: Bind for 0.0.0.0:36443 failed: port is already allocated');
    expect(await it.run(up)).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/test1 cannot be made: a port that it needs is taken.*goes on from there/s),
    });
    expect(record(it)).toMatchObject({ clusters: { test1: 'creating' } });

    it.failAt('create cluster --name test2', 'ERROR: failed to pull image "kindest/node:v1.24.15": no such host');
    it.clusters(['test1']); // what a kind that was killed leaves
    expect(await it.run(up)).toMatchObject({ code: 4, stderr: expect.stringContaining('kindest/node:v1.24.15') });
    expect(it.kind().filter((line) => line.startsWith('delete'))).toEqual([expect.stringContaining('--name test1')]);
    expect(record(it)).toMatchObject({ clusters: { test1: 'created', test2: 'creating' } });

    it.failAt(undefined);
    it.helm.answer([{ when: /^install/, code: 1, stderr: 'Error: failed post-install: timed out\n' }, ...well]);
    expect(await it.run(up)).toMatchObject({ code: 10, stderr: expect.stringContaining('failed post-install') });
    expect(record(it)).toMatchObject({ clusters: { test1: 'created', test2: 'created' }, release: 'installing' });

    it.helm.answer(well);
    it.failAt('get kubeconfig --name test2', 'ERROR: no nodes found');
    await openWhenMade(it);
    expect(await it.run(up)).toMatchObject({ code: 10, stderr: expect.stringContaining('no kubeconfig for test2') });
    expect(record(it)).toMatchObject({ release: 'installed', members: ['member1'] });

    it.failAt(undefined);
    const done = await it.run([...up, '--with-example', '--merge']);
    expect(done).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/nginx +member1 +2\/2.*nginx +member2 +2\/2/s),
    });
    expect(done.stdout).toMatch(
      /kind cluster test1 +unchanged.*member1 \(test1\) +unchanged.*member2 \(test2\) +joined/s,
    );

    // Its own kubeconfigs are for the owner alone; the user's own was touched only for --merge.
    for (const name of ['hosts.config', 'karmada-config', 'test1.config', 'test2.config'])
      expect(statSync(join(it.dir, name)).mode & 0o077, name).toBe(0);
    const clusters = await it.run(['get', 'clusters', '-o', 'name', '--karmada-context', 'karmada-apiserver']);
    expect(clusters.stdout).toBe('cluster.cluster.karmada.io/member1\ncluster.cluster.karmada.io/member2\n');

    const before = it.kind().length;
    const again = await it.run([...up, '-o', 'json']);
    expect(JSON.parse(again.stdout)).toMatchObject({
      kind: 'KindLab',
      clusters: [{ result: 'unchanged' }, { result: 'unchanged' }],
      members: [
        { name: 'member1', result: 'unchanged' },
        { name: 'member2', result: 'unchanged' },
      ],
    });
    expect(
      it
        .kind()
        .slice(before)
        .filter((line) => /^(create|delete)/.test(line)),
    ).toEqual([]);

    const status = await it.run(['lab', 'status', '--dir', it.dir, '-o', 'json']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      kind: 'KindLabStatus',
      karmada: { answers: true, problem: null },
      clusters: [{ state: 'running' }, { state: 'running' }],
      members: [
        { name: 'member1', ready: 'True' },
        { name: 'member2', ready: 'True' },
      ],
    });
    const diagnosis = JSON.parse((await it.run(['lab', 'doctor', '--dir', it.dir, '-o', 'json'])).stdout);
    // Of the machine that the test runs on a warning may be true.
    expect(diagnosis.findings.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
    expect(diagnosis.checks).toContainEqual(expect.objectContaining({ code: 'clock', result: 'ok' }));

    it.clusters([...it.clusters(), 'mine']);
    it.failAt('delete cluster --name test2');
    const down = ['lab', 'down', '--dir', it.dir, '--yes'];
    expect(await it.run(down)).toMatchObject({
      code: 9,
      stderr: expect.stringContaining('kind delete cluster --name test2'),
    });
    expect(record(it)).toMatchObject({ clusters: { test2: 'created' } });
    it.failAt(undefined);
    expect(await it.run(down)).toMatchObject({ code: 0, stdout: expect.stringContaining('is removed.') });
    expect(it.clusters()).toEqual(['mine']);
    expect(existsSync(it.dir)).toBe(false);
    expect(readFileSync(join(it.dir, '..', 'own-kubeconfig'), 'utf8')).not.toContain('karmada-apiserver');
  });

  test('tells kind and helm where everything is, and nothing of it passes through a shell', async () => {
    const { it, up } = await world();
    it.helm.answer([{ when: /^install/, code: 1, stderr: 'Error: enough\n' }, ...well]);
    await it.run([...up, '--chart', '/charts/karmada; touch x']);
    const hosts = join(it.dir, 'hosts.config');
    expect(it.kind().filter((line) => line.startsWith('create'))).toEqual(
      ['test1', 'test2'].map(
        (name) =>
          `create cluster --name ${name} --config ${join(it.dir, `${name}.yaml`)} --kubeconfig ${hosts} --wait 5m`,
      ),
    );
    const { argv = [] } = it.helm.calls().find(({ line }) => line.startsWith('install')) ?? {};
    expect(argv).toEqual(
      expect.arrayContaining([
        '/charts/karmada; touch x',
        '--kubeconfig',
        hosts,
        '--kube-context',
        'kind-test1',
        join(it.dir, 'values.yaml'),
      ]),
    );
    expect(readFileSync(join(it.dir, 'values.yaml'), 'utf8')).toContain(`nodePort: ${state.karmadaPort}`);
  });

  test('leaves a kind cluster of the same name alone that it has not made', async () => {
    const { it, up } = await world();
    it.clusters(['test2', 'mine']);
    expect(await it.run(up)).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/this lab has not made: test2\..*kind delete cluster --name test2/s),
    });
    expect(it.clusters()).toEqual(['test2', 'mine']);
    expect(it.kind().some((line) => /^(create|delete)/.test(line))).toBe(false);
  });

  test('refuses a port that something listens on, before anything is made', async () => {
    const { it, up } = await world();
    const server = createServer().listen(state.karmadaPort, '127.0.0.1');
    try {
      expect(await it.run(up)).toMatchObject({ code: 6, stderr: expect.stringContaining(`${state.karmadaPort}`) });
    } finally {
      server.close();
    }
    expect(it.kind().some((line) => line.startsWith('create'))).toBe(false);
  });

  test('of another address than the one that is there is a conflict', async () => {
    const { it, up } = await world();
    it.failAt('create cluster --name test1');
    await it.run(up);
    const ran = await it.run(['lab', 'up', '--dir', it.dir, '--address', '192.0.2.9']);
    expect(ran).toMatchObject({ code: 6, stderr: expect.stringContaining('its address is container, not 192.0.2.9') });
  });

  test('a second one while one is at work is refused', async () => {
    const { it, up } = await world();
    it.helm.answer([{ when: /^install/, ms: 6000, code: 1, stderr: 'Error: enough\n' }, ...well]);
    const first = it.run(up);
    for (let tries = 0; tries < 300 && !it.helm.calls().some(({ line }) => line.startsWith('install')); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await it.run(up)).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/Another karmate \(process \d+\)/),
    });
    await first;
  });

  test('Ctrl-C while kind works ends it, and what was begun is known', async () => {
    const { it, up } = await world();
    it.helm.answer([{ when: /^install/, ms: 60_000 }, ...well]);
    const ran = await it.run(up, {
      onStderr: (text, child) => {
        // Once: after its last words nobody holds a second one.
        if (text.includes('helm puts') && !text.includes('Interrupted')) child.kill('SIGINT');
      },
    });
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('Interrupted while helm worked') });
    expect(record(it)).toMatchObject({ clusters: { test1: 'created', test2: 'created' }, release: 'installing' });
  });
});
