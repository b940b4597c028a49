import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { well } from '../support/helm-stand-in.ts';
import { type KindLabHost, startKindLabHost, there } from '../support/kind-lab-host.ts';
import { kindLabWorld, record } from '../support/kind-lab-world.ts';

/** docker, kind and helm are stand-ins; what they are said to have made is real: Karmada, its host cluster, two members. */
const state: { host?: KindLabHost } = {};
const host = (): KindLabHost => there(state.host);

beforeAll(async () => {
  state.host = await startKindLabHost(['test1', 'test2']);
});
afterAll(() => state.host?.started.stop());

const world = () => kindLabWorld(host().started.lab, host().karmadaPort);

/** The whole way is one test, since each step goes on from the one before. */
const journeyMs = 300_000;

describe('lab up --provider kind', () => {
  test(
    'each step that fails is told, and the next run goes on from there, to a lab that works',
    async () => {
      const { it, up } = await world();
      it.failAt('create cluster --name test1', 'ERROR: Bind for 0.0.0.0:36443 failed: port is already allocated');
      expect(await it.run(up)).toMatchObject({
        code: 6,
        stderr: expect.stringMatching(/test1 cannot be made: a port that it needs is taken.*goes on from there/s),
      });
      // kind has cleaned up after itself: a cluster of that name that comes now is somebody else's.
      expect(record(it)).toMatchObject({ clusters: {} });

      it.failAt('create cluster --name test2', 'ERROR: failed to pull image "kindest/node:v1.24.15": no such host');
      // What a kind and a karmate that were killed leave.
      it.clusters(['test1']);
      writeFileSync(join(it.dir, 'lab.json'), JSON.stringify({ ...record(it), clusters: { test1: 'creating' } }));
      writeFileSync(join(it.dir, 'hosts.config.lock'), '');
      expect(await it.run(up)).toMatchObject({ code: 4, stderr: expect.stringContaining('kindest/node:v1.24.15') });
      expect(it.kind().filter((line) => line.startsWith('delete'))).toEqual([expect.stringContaining('--name test1')]);
      expect(record(it).clusters).toEqual({ test1: 'created' });

      it.failAt(undefined);
      it.helm.answer([{ when: /^install/, code: 1, stderr: 'Error: failed post-install: timed out\n' }, ...well]);
      expect(await it.run(up)).toMatchObject({ code: 10, stderr: expect.stringContaining('failed post-install') });
      expect(record(it)).toMatchObject({ clusters: { test1: 'created', test2: 'created' }, release: 'installing' });

      const broken = [
        { when: /^list/, nth: 1, stdout: '[{"name":"karmada"}]' },
        { when: /^history/, nth: 1, stdout: '[{"revision":1,"status":"failed","description":"timed out"}]' },
      ];
      it.helm.answer([...broken, ...well]);
      it.failAt('get kubeconfig --name test2', 'ERROR: no nodes found');
      await host().openWhenMade(it);
      expect(await it.run(up)).toMatchObject({ code: 10, stderr: expect.stringContaining('no kubeconfig for test2') });
      expect(record(it)).toMatchObject({ release: 'installed', members: ['member1'] });
      expect(
        it.helm
          .calls()
          .filter(({ line }) => /^(uninstall|install) /.test(line))
          .map(({ argv }) => argv[0]),
      ).toEqual(['uninstall', 'install']);

      it.failAt(undefined);
      const own = join(it.dir, '..', 'own-kubeconfig');
      writeFileSync(own, 'users: [{ name: karmada-apiserver, user: { token: mine } }]\n');
      const { code, stderr } = await it.run([...up, '--merge']);
      expect([code, stderr]).toEqual([6, expect.stringContaining('has a user "karmada-apiserver" already')]);
      // What the hint says can be done, to the letter.
      const [, words = ''] = /another name: karmate (.*)/.exec(stderr) ?? [];
      expect(await it.run(words.split(' '))).toMatchObject({ code: 0 });
      expect(await it.run(['get', 'clusters', '--karmada-context', 'karmada-lab'])).toMatchObject({ code: 0 });
      expect(record(it)).not.toHaveProperty('merged');
      rmSync(own);
      const done = await it.run([...up, '--with-example', '--merge']);
      expect(done).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/nginx +member1 +2\/2.*nginx +member2 +2\/2/s),
      });
      expect(done.stdout).toMatch(
        /kind cluster test1 +unchanged.*member1 \(test1\) +unchanged.*member2 \(test2\) +unchanged/s,
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
      expect(readFileSync(own, 'utf8')).not.toContain('karmada-apiserver');
    },
    journeyMs,
  );
});
