import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { emptyRecord } from '../../src/core/kind-lab/record.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { labStatus } from '../../src/operations/lab/status.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf } from '../support/fake-ports.ts';
import { kindLabThere, madeRecord } from '../support/kind-lab-there.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/lab/status.run.ts'), 60_000);

type World = ReturnType<typeof kindLabThere>;

async function status({ ports }: Pick<World, 'ports'>, input: object = {}) {
  const answer = await answerOf(labStatus.invoke(ports, { ...input }));
  const text = await renderView(answer.view({ wide: false, now: 0 }), false);
  return { data: answer.data as Record<string, unknown>, text, names: answer.names?.(), outcome: answer.outcome };
}

describe('the status of a lab on kind', () => {
  it('is told as a whole', async () => {
    const { data, text, names, outcome } = await status(kindLabThere());
    expect(data).toMatchObject({
      apiVersion: 'karmate.dev/v1',
      kind: 'KindLabStatus',
      provider: 'kind',
      dir: '/state/kind',
      engine: 'docker',
      karmada: { version: 'v1.18.2', server: 'https://192.168.1.10:31443', answers: true, answeredAfterMs: 0 },
      clusters: [
        { name: 'test1', state: 'running', server: 'https://192.168.1.10:6443', context: 'kind-test1' },
        { name: 'test2', state: 'running', server: 'https://192.168.1.10:6444', context: 'kind-test2' },
      ],
      members: [{ name: 'member1', ready: 'True', reason: '' }, { name: 'member2' }],
      release: 'installed',
      problems: [],
      beside: null,
    });
    expect(text).toMatch(/^Karmada v1\.18\.2 answers at https:\/\/192\.168\.1\.10:31443, after 0 ms$/m);
    expect(text).toMatch(/^KUBECONFIG=\/state\/kind\/karmada-config$/m);
    expect(text).toMatch(/^test2 +running +kind-test2 +https:\/\/192\.168\.1\.10:6444$/m);
    expect(names).toEqual(['test1', 'test2']);
    expect(outcome).toEqual({ kind: 'ok' });
  });

  it.each<[string, string, object | undefined, string]>([
    ['one of whose containers is stopped', 'test2', { Names: 'test2-worker', State: 'exited' }, 'stopped'],
    ['podman writes names as a list', 'test2', { Names: ['test2-worker'], State: 'running' }, 'running'],
    ['nerdctl has a status alone', 'test2', { Names: 'test2-worker', Status: 'Up' }, 'running'],
    ['without containers', 'test2', undefined, 'missing'],
  ])('of a cluster: %s', async (_, name, container, state) => {
    const world = kindLabThere();
    world.answers.set(new RegExp(` ps .*=${name} `), { stdout: container ? JSON.stringify(container) : '' });
    const { data } = await status(world);
    expect(data.clusters).toMatchObject([{ state: 'running' }, { state }]);
  });

  it('of a cluster whose making was broken off is "creating"', async () => {
    const world = kindLabThere({ ...madeRecord(), clusters: { test1: 'creating' } });
    expect((await status(world)).data.clusters).toMatchObject([{ name: 'test1', state: 'creating' }]);
  });

  it('without an engine says so, and shows all else', async () => {
    const world = kindLabThere();
    world.answers.set(/^(docker|kind get)/, { code: 1, stderr: 'Cannot connect to the Docker daemon' });
    world.karmada.refuse.set('/version', new KnownError('unreachable', 'nobody is there.'));
    const { data, text } = await status(world);
    expect(data).toMatchObject({
      karmada: { answers: false, problem: 'nobody is there.' },
      clusters: [{ state: 'unknown' }, { state: 'unknown' }],
      members: [{ name: 'member1', ready: 'Unknown' }, {}],
      problems: ['kind said: Cannot connect to the Docker daemon', 'docker said: Cannot connect to the Docker daemon'],
    });
    expect(text).toContain('docker said: Cannot connect');
    expect(text).toContain('does not answer');
  });

  it('without kind says so; the engine tells of the clusters all the same', async () => {
    const world = kindLabThere();
    const run = world.ports.programs.run;
    const programs = {
      ...world.programs,
      run: async (...what: Parameters<typeof run>) => {
        if (what[0] === 'kind') throw new KnownError('config', 'kind was not found on PATH.');
        return run(...what);
      },
    };
    const { data } = await status({ ports: { ...world.ports, programs } });
    expect(data).toMatchObject({ clusters: [{ state: 'running' }, {}], problems: ['kind was not found on PATH.'] });
  });

  it('says why a member is not Ready, and which one is none', async () => {
    const world = kindLabThere();
    const conditions = [{ type: 'Ready', status: 'False', reason: 'ClusterNotReachable', message: 'no route' }];
    world.karmada.objects.set('/apis/cluster.karmada.io/v1alpha1/clusters/member1', {
      metadata: { name: 'member1' },
      ...{ spec: {}, status: { conditions } },
    } as KubeObject);
    world.karmada.objects.delete('/apis/cluster.karmada.io/v1alpha1/clusters/member2');
    expect((await status(world)).data.members).toEqual([
      { name: 'member1', ready: 'False', reason: 'ClusterNotReachable: no route' },
      { name: 'member2', ready: 'Unknown', reason: 'it is no member of Karmada' },
    ]);
  });

  it('of one that is only begun tells how to go on', async () => {
    const world = kindLabThere(emptyRecord('docker', madeRecord().answers));
    world.files.clear();
    const { data, text } = await status(world);
    expect(data).toMatchObject({ clusters: [], members: [], karmada: { answers: false }, release: null });
    expect(text).toContain('It has no clusters yet.');
    expect(text).toContain('the Helm release is not installed');
  });
});

describe('which lab is meant', () => {
  const settings: [string, string] = ['/state/lab/settings.json', '{}'];

  it('with both there, the one on kind is shown and the other is named', async () => {
    const world = kindLabThere();
    world.files.set(...settings);
    const { data, text } = await status(world);
    expect(data).toMatchObject({ kind: 'KindLabStatus', beside: { dir: '/state/lab', isRunning: false } });
    expect(text.split('\n').at(-1)).toBe(
      'The embedded lab is there too, and is stopped: karmate lab status --provider embedded',
    );
  });

  it('a folder that is named has one lab only', async () => {
    const world = kindLabThere();
    world.files.set(...settings);
    expect((await status(world, { dir: '/other' })).data).toMatchObject({ dir: '/other', beside: null });
  });

  it('--provider embedded asks for no lab on kind', async () => {
    await expect(status(kindLabThere(), { provider: 'embedded' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'No lab is running in /state/lab.',
    });
  });

  it('without a record it is the embedded one, or with --provider kind a not-found', async () => {
    const world = kindLabThere();
    world.held.record = undefined;
    await expect(status(world)).rejects.toMatchObject({
      code: 'not-found',
      message: 'No lab is running in /state/lab.',
    });
    await expect(status(world, { provider: 'kind' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no lab on kind in /state/kind.',
      hint: expect.stringContaining('lab up --provider kind'),
    });
  });
});
