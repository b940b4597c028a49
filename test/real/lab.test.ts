import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesNaming } from '../../scripts/support/leftovers.mjs';
import type { LabState } from '../../src/core/lab.ts';
import { karmate, type Ran } from '../support/karmate.ts';
import { eventually, Kube } from '../support/kube.ts';
import { noteLab } from '../support/notes.ts';
import { builtPrograms } from '../support/running-lab.ts';

let dir: string;
const lab = (...args: string[]): Promise<Ran> => karmate(['lab', ...args, '--dir', dir]);
const status = async (): Promise<LabState> => JSON.parse((await lab('status', '-o', 'json')).stdout);
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
/** Not told by what is said: of lines within one second only the newest is printed. */
const isStarting = (): Promise<unknown> => eventually('it is starting', () => existsSync(join(dir, 'lab.json')));
/** Processes that name the lab's folder in their command line. */
const living = (): readonly string[] => processesNaming(dir).map(({ pid, command }) => `${pid} ${command}`);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'own-lab-'));
});
afterAll(async () => {
  await lab('down');
  await rm(dir, { recursive: true, force: true });
});

describe.sequential('a lab of its own', () => {
  test('that is not there is said to be not there', async () => {
    expect(await lab('status')).toMatchObject({ code: 5, stderr: expect.stringContaining('karmate lab up') });
    expect(await lab('down')).toMatchObject({ code: 0, stdout: expect.stringContaining('No lab was running') });
  });

  test('comes up, tells where it is, and keeps its secrets to its owner', async () => {
    const up = await lab('up', '--members', 'one', '--nodes', '1');
    expect(up).toMatchObject({ code: 0, stdout: expect.stringContaining(`export KUBECONFIG=${dir}/karmada-config`) });
    const { state, members, components } = await status();
    expect(state).toBe('ready');
    expect(members).toMatchObject([{ name: 'one', nodes: 1, context: 'one' }]);
    expect(components.every((component) => component.state === 'running' && component.restarts === 0)).toBe(true);
    for (const file of ['karmada-config', 'members.config', 'lab.json', 'supervisor.log', 'pki/karmada/ca.key']) {
      expect(`${file} ${(statSync(join(dir, file)).mode & 0o777).toString(8)}`).toBe(`${file} 600`);
    }
    expect(statSync(dir).mode & 0o077).toBe(0);
  });

  test('is not started a second time', async () => {
    const before = await status();
    expect(await lab('up')).toMatchObject({ code: 0, stdout: expect.stringContaining('already running') });
    expect((await status()).pid).toBe(before.pid);
    const wrong = await lab('up', '--members', 'one,two');
    expect(wrong).toMatchObject({ code: 6, stderr: expect.stringContaining('no member two') });
    const direct = await karmate(['up', '--dir', dir], { program: join(await builtPrograms(), 'controlplane') });
    expect(direct).toMatchObject({ code: 6, stderr: expect.stringContaining(`in use by process ${before.pid}`) });
  });

  test('starts a component again that was killed, and leaves one alone that was stopped', async () => {
    const killed = (await status()).components.find(({ name }) => name === 'karmada-scheduler');
    process.kill(killed?.pid ?? 0, 'SIGKILL');
    await eventually('the scheduler runs again', async () => {
      const now = (await status()).components.find(({ name }) => name === 'karmada-scheduler');
      return now?.state === 'running' && now.restarts === 1 && now.pid !== killed?.pid;
    });
    expect((await lab('ctl', 'stop', 'karmada-webhook')).stdout).toContain('stopped');
    expect((await status()).state).toBe('degraded');
    expect((await lab('status')).stdout).toMatch(/karmada-webhook +stopped/);
    expect((await lab('ctl', 'start', 'karmada-webhook')).stdout).toContain('running');
    expect((await status()).state).toBe('ready');
    expect(await lab('ctl', 'stop', 'nonsense')).toMatchObject({ code: 5, stderr: expect.stringContaining('etcd') });
  });

  test('serves again when a restart answers', async () => {
    expect(await lab('ctl', 'restart', 'etcd')).toMatchObject({ code: 0, stdout: expect.stringContaining('running') });
    const { karmada } = await status();
    await eventually('the API server reads from it', async () => {
      await new Kube(karmada.kubeconfig, karmada.context).list('/api/v1/namespaces');
      return true;
    });
  });

  test('killed with -9, it leaves no process behind, not even a paused one, and comes up again with its data', async () => {
    const { pid, karmada } = await status();
    const marker = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'survives' } };
    const path = '/api/v1/namespaces/default/configmaps';
    expect((await new Kube(karmada.kubeconfig, karmada.context).ask('POST', path, marker)).status).toBe(201);
    expect((await lab('ctl', 'pause', 'one-apiserver')).stdout).toContain('paused');
    process.kill(pid, 'SIGKILL');
    await eventually('nothing is left', () => living().length === 0, 5);
    expect(await lab('status')).toMatchObject({ code: 5 });
    expect(await lab('up')).toMatchObject({ code: 0 });
    const again = await status();
    expect(again.karmada.server).toBe(karmada.server);
    expect(await new Kube(karmada.kubeconfig, karmada.context).find(`${path}/survives`)).toBeDefined();
  });

  test('stops within seconds and leaves nothing', async () => {
    const began = Date.now();
    expect(await lab('down')).toMatchObject({ code: 0, stdout: expect.stringContaining('is stopped') });
    expect(living()).toEqual([]);
    expect(existsSync(join(dir, 'control.sock'))).toBe(false);
    expect(Date.now() - began).toBeLessThan(20_000); // no bar, only not hanging
  });

  test('names a port that another program has taken since', async () => {
    const { ports } = JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8')) as {
      ports: Record<string, number>;
    };
    const squatter = createServer().listen(ports['karmada/apiserver'], '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    try {
      const up = await lab('up');
      expect(up).toMatchObject({ code: 6, stderr: expect.stringContaining(`port ${ports['karmada/apiserver']}`) });
      expect(living()).toEqual([]);
    } finally {
      await new Promise((resolve) => squatter.close(resolve));
    }
  });

  test('refuses the data of another version of Karmada', async () => {
    const up = await lab('up', '--karmada', 'v1.10.7');
    expect(up).toMatchObject({ code: 6, stderr: expect.stringMatching(/holds a lab of Karmada v1\.18\.2/) });
  });

  test('interrupted while it starts, it is stopped, and that is said', async () => {
    const up = await karmate(['lab', 'up', '--dir', dir], {
      onStart: async (child) => {
        await isStarting();
        child.kill('SIGINT');
      },
    });
    expect(up).toMatchObject({ code: 130, stderr: expect.stringContaining('has been stopped') });
    expect(living()).toEqual([]);
  });

  test('taken down while it starts, it ends, and the one who started it is told', async () => {
    const starting = lab('up');
    await isStarting();
    expect(await lab('down')).toMatchObject({ code: 0, stdout: expect.stringContaining('is stopped') });
    expect((await starting).code).not.toBe(0);
    expect(living()).toEqual([]);
  });

  test('purged, its folder is gone', async () => {
    noteLab(dir);
    expect(await lab('down', '--purge')).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(await lab('down', '--purge', '--yes')).toMatchObject({ code: 0 });
    expect(existsSync(dir)).toBe(false);
  });
});

describe('the supervisor alone', () => {
  test('names a component that dies again and again, with its last words', async () => {
    const program = join(await builtPrograms(), 'controlplane');
    const own = await mkdtemp(join(tmpdir(), 'dying-'));
    const bad = ['up', '--dir', own, '--members', 'one', '--args', 'karmada-webhook=--no-such-flag'];
    const up = await karmate(bad, { program });
    expect(up.code).toBe(1);
    expect(up.stderr).toMatch(/error: karmada-webhook died 4 times in a row[\s\S]*unknown flag: --no-such-flag/);
    expect(up.stderr).toMatch(/hint: its whole log: .*karmada-webhook\.log/);
    expect(up.stdout).toBe('');
    await rm(own, { recursive: true });
  });

  test('says what is wrong with its words', async () => {
    const program = join(await builtPrograms(), 'controlplane');
    const up = (...args: string[]): Promise<Ran> => karmate(['up', ...args], { program });
    expect(await up()).toMatchObject({ code: 2, stderr: expect.stringContaining('--dir') });
    expect(await up('--dir', join(tmpdir(), 'never'), '--karmada', 'v0.1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('v1.10.7'),
    });
    expect(await up('--dir', join(tmpdir(), 'never'), '--members', 'Karmada!')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Karmada!'),
    });
    expect(await up('--dir', '/proc/nowhere')).toMatchObject({ code: 1, stderr: expect.stringContaining('nowhere') });
    expect(existsSync(join(tmpdir(), 'never'))).toBe(false);
  });

  test('does not end when nobody reads what it says', async () => {
    const program = join(await builtPrograms(), 'controlplane');
    const own = await mkdtemp(join(tmpdir(), 'unread-'));
    const script = `"$0" up --dir "$1" --members one --nodes 0 2>&1 | head -n 1; sleep 0`;
    const running = karmate(['-c', script, program, own], { program: '/bin/sh' });
    const state = async (): Promise<LabState> => JSON.parse(await readFile(join(own, 'lab.json'), 'utf8')) as LabState;
    await eventually(
      'it is ready although its stdout and stderr are closed',
      async () => (await state()).state === 'ready',
      90,
    );
    const { pid } = await state();
    process.kill(pid, 'SIGTERM');
    await eventually('it ends when asked', () => !isAlive(pid), 10);
    await running;
    await rm(own, { recursive: true });
  });
});

describe('building the control plane', () => {
  test('is refused in words where Go is missing', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'no-go-'));
    const env = { PATH: empty, XDG_CACHE_HOME: empty };
    const ran = await karmate(['lab', 'build'], { env });
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringMatching(/Go/) });
    await rm(empty, { recursive: true });
  });

  test('shows the words of the compiler and where all of them are', async () => {
    const home = await mkdtemp(join(tmpdir(), 'bad-go-'));
    const fake =
      '#!/bin/sh\ncase "$1" in version|env) exec REAL "$@";; esac\necho "main.go:7:2: undefined: nonsense" >&2\nexit 1\n';
    const real = execFileSync('sh', ['-c', 'command -v go'], { encoding: 'utf8' }).trim();
    await writeFile(join(home, 'go'), fake.replace('REAL', real), { mode: 0o755 });
    const ran = await karmate(['lab', 'build'], { env: { PATH: `${home}:${process.env.PATH}`, XDG_CACHE_HOME: home } });
    expect(ran).toMatchObject({ code: 10, stderr: expect.stringMatching(/undefined: nonsense[\s\S]*\.build\.log/) });
    await rm(home, { recursive: true });
  });
});
