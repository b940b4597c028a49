import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../support/free-port.ts';
import { well } from '../support/helm-stand-in.ts';
import { kindLabWorld, record } from '../support/kind-lab-world.ts';
import { mountSmallDisk, whyNoSmallDisk } from '../support/small-disk.ts';

const why = whyNoSmallDisk();

// Where none can be mounted this counts as skipped in the closing line of the tests.
describe.skipIf(why !== undefined)(`a disk that is really full${why ? `: NOT TESTED, ${why}` : ''}`, () => {
  test('makes "lab up" forget nothing; with room it goes on, and "lab down" needs none', async () => {
    const { it, up } = await kindLabWorld(inject('lab'), await freePort(30000, 32767));
    const disk = mountSmallDisk(it.dir, 256);
    onTestFinished(disk.unmount);
    const changes = () =>
      it
        .kind()
        .filter((line) => /^(create|delete)/.test(line))
        .map((line) => line.split(' ', 4).join(' '));
    const full = expect.stringMatching(new RegExp(`disk is full: there is no space left in ${it.dir}.*Make room`, 's'));

    disk.fill();
    expect(await it.run(up)).toMatchObject({ code: 10, stderr: full });
    expect([it.clusters(), readdirSync(it.dir)]).toEqual([[], ['ballast']]);

    // The record cannot say any more that test1 is made; it has said before that it is being made.
    disk.makeRoom();
    it.fillAt('create cluster --name test1', 'after', it.dir);
    expect(await it.run(up)).toMatchObject({ code: 10, stderr: full });
    expect([it.clusters(), record(it).clusters]).toEqual([['test1'], { test1: 'creating' }]);

    // kind cannot write its kubeconfig, and leaves the cluster and half of the file.
    disk.makeRoom();
    it.fillAt('create cluster --name test2', 'before', it.dir);
    expect(await it.run(up)).toMatchObject({
      code: 10,
      stderr: expect.stringMatching(/test2 cannot be made: there is no room for its kubeconfig.*goes on from there/s),
    });
    expect(changes()).toEqual([
      'create cluster --name test1',
      'delete cluster --name test1',
      'create cluster --name test1',
      'create cluster --name test2',
    ]);
    expect([it.clusters(), record(it).clusters]).toEqual([['test1', 'test2'], { test1: 'created', test2: 'creating' }]);

    disk.makeRoom();
    it.fillAt(undefined, 'after', it.dir);
    it.helm.answer([{ when: /^install/, code: 1, stderr: 'Error: enough\n' }, ...well]);
    expect(await it.run(up)).toMatchObject({ code: 10, stderr: expect.stringContaining('enough') });
    expect(changes().slice(4)).toEqual(['delete cluster --name test2', 'create cluster --name test2']);
    expect(record(it).clusters).toEqual({ test1: 'created', test2: 'created' });
    const { contexts } = parse(readFileSync(join(it.dir, 'hosts.config'), 'utf8')) as { contexts: { name: string }[] };
    expect(contexts.map(({ name }) => name).toSorted()).toEqual(['kind-test1', 'kind-test2']);

    disk.fill();
    expect(await it.run(['lab', 'down', '--dir', it.dir, '--yes'])).toMatchObject({ code: 0 });
    expect([it.clusters(), readdirSync(it.dir)]).toEqual([[], ['ballast']]);
  }, 300_000);
});
