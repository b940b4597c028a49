import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster } from '../../src/core/cluster.ts';
import { type KindLabHost, startKindLabHost, there } from '../support/kind-lab-host.ts';
import { kindLabWorld, record } from '../support/kind-lab-world.ts';
import { dockerWell } from '../support/kind-stand-in.ts';

/** docker, kind and helm are stand-ins; Karmada is real, and so is what it does with a member that goes and comes. */
const state: { host?: KindLabHost } = {};
const host = (): KindLabHost => there(state.host);

beforeAll(async () => {
  state.host = await startKindLabHost(['test1', 'test2', 'test3']);
});
afterAll(() => state.host?.started.stop());

test('members are joined anew when their cluster was made anew, and follow it to another address', async () => {
  const { started, karmadaPort, openWhenMade } = host();
  const { it, up } = await kindLabWorld(started.lab, karmadaPort);
  const [made] = await Promise.all([it.run([...up, '--with-example']), openWhenMade(it)]);
  expect(made).toMatchObject({ code: 0 });
  const member2 = async (): Promise<Cluster> => {
    const at = ['--kubeconfig', join(it.dir, 'karmada-config')];
    return JSON.parse((await it.run(['get', 'clusters', 'member2', '-o', 'json', ...at])).stdout) as Cluster;
  };
  const before = await member2();

  // Somebody has deleted test2; the one that kind makes now is another cluster, with another id.
  it.clusters(['test1']);
  it.leadTo('test2', 'test3');
  const again = await it.run(up);
  expect(again.stderr).toContain('Unjoining member2: it is the test2 that was there before');
  expect(again).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/member1 \(test1\) +unchanged.*member2 \(test2\) +joined/s),
  });
  const after = await member2();
  expect(after.spec.id).not.toBe(before.spec.id);
  expect(record(it)).toMatchObject({ ids: { test2: after.spec.id }, formerIds: [] });

  it.docker.answer([{ when: /^inspect/, stdout: 'localhost \n' }, ...dockerWell]);
  const moved = await it.run(up);
  expect(moved).toMatchObject({ code: 0, stdout: expect.stringMatching(/member2 \(test2\) +configured/) });
  expect((await member2()).spec.apiEndpoint).toMatch(/^https:\/\/localhost:/);
  expect(readFileSync(join(it.dir, 'test2.config'), 'utf8')).toContain('https://localhost:');
}, 300_000);
