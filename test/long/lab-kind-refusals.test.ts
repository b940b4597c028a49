import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { well } from '../support/helm-stand-in.ts';
import { kindLabWorld, record } from '../support/kind-lab-world.ts';

/** What ends before Karmada is asked for anything: docker, kind and helm are stand-ins, the host cluster is real. */
const state: { karmadaPort?: number } = {};
beforeAll(async () => {
  state.karmadaPort = await freePort(30000, 32767);
});
const world = () => kindLabWorld(inject('lab'), state.karmadaPort ?? 0);

describe('lab up --provider kind', () => {
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
    expect(existsSync(join(it.dir, 'lab.json'))).toBe(false);
  });

  test('overwrites nothing that others have put into its folder, and uses what was changed by hand', async () => {
    const { it, up } = await world();
    mkdirSync(it.dir);
    writeFileSync(join(it.dir, 'karmada-config'), 'mine');
    expect(await it.run(up)).toMatchObject({ code: 6, stderr: expect.stringContaining('write over: karmada-config') });
    rmSync(join(it.dir, 'karmada-config'));
    writeFileSync(join(it.dir, 'values.yaml'), '# mine\n');
    it.helm.answer([{ when: /^install/, code: 1, stderr: 'Error: enough\n' }, ...well]);
    await it.run(up);
    expect(readFileSync(join(it.dir, 'values.yaml'), 'utf8')).toBe('# mine\n');
  });

  test.each([
    ['{"apiVer'],
    ['{"apiVersion":"lab.karmate.dev/v2","kind":"KindLabRecord","clusters":{"test1":"created"}}'],
  ])('a record that cannot be read is no empty one: %s', async (text) => {
    const { it, up } = await world();
    mkdirSync(it.dir);
    writeFileSync(join(it.dir, 'lab.json'), text);
    expect(await it.run(up)).toMatchObject({ code: 3, stderr: expect.stringContaining('lab.json') });
    expect(readFileSync(join(it.dir, 'lab.json'), 'utf8')).toBe(text);
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
    const sent: true[] = [];
    const ran = await it.run(up, {
      onStderr: (text, child) => {
        if (text.includes('helm puts') && sent.push(true) === 1) child.kill('SIGINT');
      },
    });
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('Interrupted while helm worked') });
    expect(record(it)).toMatchObject({ clusters: { test1: 'created', test2: 'created' }, release: 'installing' });
  });
});
