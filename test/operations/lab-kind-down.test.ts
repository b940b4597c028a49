import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { writtenOf } from '../../src/core/kubeconfig-removal.ts';
import { labDown } from '../../src/operations/lab/down.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf } from '../support/fake-ports.ts';
import { kindLabThere, madeRecord } from '../support/kind-lab-there.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/lab/down.run.ts'), 60_000);

type World = ReturnType<typeof kindLabThere>;

async function down({ ports }: Pick<World, 'ports'>, input: object = { yes: true }) {
  const answer = await answerOf(labDown.invoke(ports, { ...input }));
  const text = await renderView(answer.view({ wide: false, now: 0 }), false);
  return { data: answer.data as Record<string, unknown>, text, outcome: answer.outcome };
}
const deletions = ({ lines }: World): readonly string[] => lines().filter((line) => line.startsWith('kind delete'));
const access = {
  name: 'karmada-apiserver',
  cluster: { server: 'https://k', 'certificate-authority-data': 'a' },
  user: {},
};
const merged = { path: '/home/.kube/config', contexts: [access.name], written: [writtenOf(access)] };

describe('"lab down" of a lab on kind', () => {
  it('removes what the record says is its own, and no other cluster', async () => {
    const world = kindLabThere({ ...madeRecord(), merged });
    await world.ports.kubeconfigs.write(merged.path, access, { force: true });
    const { data, text, outcome } = await down(world);
    expect(deletions(world)).toEqual([
      'kind delete cluster --name test1 --kubeconfig /state/kind/hosts.config',
      'kind delete cluster --name test2 --kubeconfig /state/kind/hosts.config',
    ]);
    expect(data).toMatchObject({
      kind: 'KindLabDown',
      existed: true,
      clusters: [{ name: 'test1', result: 'deleted' }, { name: 'test2' }],
      contexts: ['karmada-apiserver'],
      otherContexts: [],
      failures: [],
    });
    expect(text).toBe(
      'Removed: test1 and test2\nTaken out of your kubeconfig: karmada-apiserver\nThe lab on kind in /state/kind is removed.',
    );
    expect(outcome).toEqual({ kind: 'ok' });
    expect(world.held.forgotten).toBe(true);
    expect(world.ports.said[0]).toContain('the kind clusters test1 and test2; Karmada v1.18.2 in test1 with its data');
  });

  it('leaves a cluster of the same name that the record does not have', async () => {
    const world = kindLabThere({ ...madeRecord(), clusters: { test1: 'created' } });
    await down(world);
    expect(deletions(world)).toEqual([expect.stringContaining('--name test1 ')]);
  });

  it('leaves a context that is not what the lab wrote any more, and says why', async () => {
    const world = kindLabThere({ ...madeRecord(), merged });
    const left = [{ name: access.name, why: 'it leads to https://prod now' }];
    const remove: World['ports']['kubeconfigs']['remove'] = async (path, written) => {
      expect([path, written]).toEqual([merged.path, merged.written]);
      return { removed: [], left };
    };
    const { data, text, outcome } = await down({
      ports: { ...world.ports, kubeconfigs: { ...world.ports.kubeconfigs, remove } },
    });
    expect(data).toMatchObject({ contexts: [], otherContexts: [{ ...left[0], path: merged.path }], failures: [] });
    expect(text).toContain(
      'Left in /home/.kube/config: karmada-apiserver, which the lab did not write so: it leads to https://prod now',
    );
    expect(outcome).toEqual({ kind: 'ok' });
    expect(world.held.forgotten).toBe(true);
  });

  it('takes nothing out by its name alone, where a record of early times has no more', async () => {
    const world = kindLabThere({ ...madeRecord(), merged: { path: merged.path, contexts: merged.contexts } });
    await world.ports.kubeconfigs.write(merged.path, access, { force: true });
    const { text } = await down(world);
    expect(text).toMatch(/Left in .*karmada-apiserver.*the record does not say what it was/);
  });

  it('names what it left in the folder', async () => {
    const world = kindLabThere();
    world.held.kept = ['notes.txt'];
    expect((await down(world)).text).toMatch(/\nLeft there, since no lab made it: notes\.txt$/);
  });

  it('finds it no failure that a cluster is gone already', async () => {
    const world = kindLabThere();
    world.answers.set(/^kind get clusters/, { stdout: 'test2\n' });
    const { data, text } = await down(world);
    expect(data.clusters).toMatchObject([{ result: 'gone' }, { result: 'deleted' }]);
    expect(text).toContain('Gone already: test1');
    expect(deletions(world)).toHaveLength(1);
  });

  it('names the engine of the lab to kind, where kind would take another', async () => {
    const world = kindLabThere({ ...madeRecord(), engine: 'podman' });
    await down(world);
    expect(world.programs.calls.map(({ options }) => options.env)).toEqual(
      Array(3).fill({ KIND_EXPERIMENTAL_PROVIDER: 'podman' }),
    );
  });

  it('says before what goes, and on "no" nothing does', async () => {
    const world = kindLabThere({ ...madeRecord(), merged });
    const asked: string[] = [];
    const confirm = async (question: string): Promise<boolean> => asked.push(question) > 1;
    const ports = { ...world.ports, confirm };
    await expect(down({ ports }, {})).rejects.toMatchObject({ code: 'interrupted', message: 'Nothing was removed.' });
    expect(deletions(world)).toEqual([]);
    expect(world.held.forgotten).toBe(false);
    expect(asked).toEqual([
      'This removes the kind clusters test1 and test2; Karmada v1.18.2 in test1 with its data; karmada-apiserver in ' +
        '/home/.kube/config; the files of the lab in /state/kind. Go on?',
    ]);
    expect((await down({ ports }, { purge: true })).data).toMatchObject({ clusters: [{}, {}] });
  });

  it('is a conflict while an "up" is at work', async () => {
    const world = kindLabThere();
    world.held.busy = true;
    await expect(down(world)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('without kind or the engine removes nothing and forgets nothing', async () => {
    const world = kindLabThere();
    world.answers.set(/^kind get/, { code: 1, stderr: 'ERROR: no engine\n' });
    await expect(down(world)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/nothing was removed: kind said: no engine/),
      hint: expect.stringMatching(/docker info.*rm -r \/state\/kind/),
    });
    expect(world.held.forgotten).toBe(false);
  });

  it('of none says so', async () => {
    const world = kindLabThere();
    world.held.record = undefined;
    expect(await down(world, { provider: 'kind' })).toMatchObject({
      text: 'There is no lab on kind in /state/kind.',
      outcome: { kind: 'ok' },
    });
  });
});

describe('what could not be removed', () => {
  it('is named with the command for it, stays known, and goes the next time', async () => {
    const world = kindLabThere();
    world.answers.set(/^kind delete .*test2/, { code: 1, stderr: 'ERROR: failed to delete cluster "test2"\n' });
    const { data, text, outcome } = await down(world);
    expect(data.clusters).toMatchObject([{ result: 'deleted' }, { result: 'failed' }]);
    expect(outcome).toMatchObject({
      kind: 'partial',
      exit: 'partial',
      failures: [
        {
          code: 'failed',
          message: 'The cluster test2 is still there: kind said: failed to delete cluster "test2"',
          hint: 'Do it again, or by hand: kind delete cluster --name test2',
        },
      ],
    });
    expect(text).toContain('is not all gone');
    expect(world.held).toMatchObject({
      forgotten: false,
      record: { clusters: { test2: 'created' }, release: undefined, members: [] },
    });
    world.answers.clear();
    expect((await down(world)).data).toMatchObject({ clusters: [{ name: 'test2', result: 'deleted' }] });
    expect(world.held.forgotten).toBe(true);
  });

  it('may be an entry of a kubeconfig that somebody writes', async () => {
    const world = kindLabThere({ ...madeRecord(), merged });
    const remove = async (): Promise<never> => {
      throw new KnownError('conflict', 'it is being written.');
    };
    const ports = { ...world.ports, kubeconfigs: { ...world.ports.kubeconfigs, remove } };
    const { outcome } = await down({ ports });
    expect(outcome).toMatchObject({
      failures: [
        { hint: expect.stringMatching(/kubectl config delete-context karmada-apiserver --kubeconfig \/home/) },
      ],
    });
    expect(world.held.record).toMatchObject({ clusters: {}, merged });
  });

  it('is not what a full disk keeps the record from noting', async () => {
    const world = kindLabThere();
    const write = async (): Promise<never> => {
      throw new KnownError('failed', 'The disk is full: there is no space left in /state/kind.');
    };
    const { data, outcome } = await down({
      ports: { ...world.ports, kindLabs: { ...world.ports.kindLabs, write } },
    });
    expect(data.clusters).toMatchObject([{ result: 'deleted' }, { result: 'deleted' }]);
    expect([outcome, world.held.forgotten]).toEqual([{ kind: 'ok' }, true]);
    expect(world.ports.said).toContainEqual(expect.stringMatching(/^Going on without a note of it: The disk is full/));
  });

  it('after Ctrl-C is what the record still has', async () => {
    const world = kindLabThere();
    const programs = {
      ...world.programs,
      run: async (...what: Parameters<typeof world.programs.run>) => {
        if (what[1].includes('delete') && what[1].includes('test2'))
          throw new KnownError('interrupted', 'Interrupted.');
        return world.programs.run(...what);
      },
    };
    await expect(down({ ports: { ...world.ports, programs } })).rejects.toMatchObject({ code: 'interrupted' });
    expect(world.held.record?.clusters).toEqual({ test2: 'created' });
  });

  it('may be the files', async () => {
    const world = kindLabThere();
    const forget = async (): Promise<never> => {
      throw new Error('EROFS: read-only file system');
    };
    const { outcome } = await down({ ports: { ...world.ports, kindLabs: { ...world.ports.kindLabs, forget } } });
    expect(outcome).toMatchObject({
      failures: [{ message: expect.stringMatching(/EROFS/), hint: expect.stringMatching(/rm -r/) }],
    });
  });
});

it('with the embedded lab there too, "lab down" has to be told which', async () => {
  const world = kindLabThere();
  world.files.set('/state/lab/settings.json', '{}');
  await expect(down(world, { purge: true, yes: true })).rejects.toMatchObject({
    code: 'usage',
    hint: 'Say which: karmate lab down --provider kind, or --provider embedded',
  });
  expect((await down(world, { provider: 'kind', yes: true })).data).toMatchObject({ kind: 'KindLabDown' });
});
