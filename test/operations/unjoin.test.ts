import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { unjoin } from '../../src/operations/clusters/unjoin.ts';
import { answerOf } from '../support/fake-ports.ts';
import { accessOf, clusterPath, homePath, joinedWorld, spacePath } from '../support/joined-world.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/clusters/unjoin.run.ts'), 60_000);

type World = ReturnType<typeof joinedWorld>;
const run = ({ ports }: Pick<World, 'ports'>, input: object = {}) =>
  answerOf(unjoin.invoke(ports, { names: ['m1'], yes: true, ...input }));
const failed = async (world: Pick<World, 'ports'>, input: object = {}): Promise<KnownError> => {
  const error: unknown = await run(world, input).catch((thrown: unknown) => thrown);
  if (error instanceof KnownError) return error;
  throw new Error('it did not fail');
};
const withMember = { clusterKubeconfig: 'f', clusterContext: 'c' };
const secret = (name: string): string => `${homePath}/secrets/${name}`;
const binding = (name: string): string =>
  `/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/${encodeURIComponent(name)}`;

describe('unjoin', () => {
  it('removes the Cluster first, then what it signed in with, then what the member has of it', async () => {
    const world = joinedWorld('m1');
    const { data } = await run(world, withMember);
    expect(data).toMatchObject({ clusters: [{ cluster: 'm1', result: 'unjoined', leftInMember: [], kept: [] }] });
    expect(world.karmada.writes).toEqual([
      `delete ${clusterPath('m1')}`,
      `delete ${secret('m1-impersonator')}`,
      `delete ${secret('m1')}`,
    ]);
    expect([...world.member.objects.keys()]).toEqual(['/api/v1/namespaces/kube-system']);
    expect(world.member.writes[0]).toBe(`delete ${binding(accessOf('m1'))}`);
    expect(world.member.writes.at(-1)).toBe(`delete ${homePath}`);
  });

  it('asks with the summary; no changes nothing', async () => {
    const world = joinedWorld('m1');
    const asked: string[] = [];
    const ports = { ...world.ports, confirm: async (question: string) => asked.push(question) < 0 };
    expect(await failed({ ports }, { yes: false })).toMatchObject({
      code: 'interrupted',
      message: 'Nothing was changed.',
    });
    expect(asked).toEqual([
      expect.stringMatching(
        /^Karmada keeps no workloads in m1\.\nUnjoin m1 from Karmada at https:\/\/karmada, context c\?$/,
      ),
    ]);
    expect(world.karmada.writes).toEqual([]);
  });

  it.each(['client', 'server'])('--dry-run=%s shows the plan and changes nothing', async (dryRun) => {
    const world = joinedWorld('m1');
    const { data } = await run(world, { ...withMember, dryRun, yes: false });
    expect(data).toMatchObject({
      dryRun,
      clusters: [{ result: 'planned', steps: expect.arrayContaining([expect.objectContaining({ state: 'planned' })]) }],
    });
    expect([...world.karmada.writes, ...world.member.writes]).toEqual([]);
  });

  it('--dry-run=server names what a server would refuse', async () => {
    const world = joinedWorld('m1');
    const refuse = async (): Promise<never> => {
      throw new KnownError('forbidden', 'no');
    };
    const ports = { ...world.ports, karmada: { ...world.ports.karmada, delete: refuse } };
    const { outcome, data } = await run({ ports }, { dryRun: 'server' });
    expect(outcome).toMatchObject({ kind: 'partial', exit: 'forbidden' });
    expect(data).toMatchObject({
      clusters: [
        {
          steps: expect.arrayContaining([
            expect.objectContaining({ problem: expect.objectContaining({ message: 'no' }) }),
          ]),
        },
      ],
    });
  });

  it('of what is not there is not found, unless that is said to be no failure', async () => {
    expect(await failed(joinedWorld(), {})).toMatchObject({ code: 'not-found' });
    expect((await run(joinedWorld(), { ignoreNotFound: true })).data).toMatchObject({
      clusters: [{ result: 'absent', steps: [] }],
    });
  });

  it('takes several in their order; one that is not there does not stop the others', async () => {
    const world = joinedWorld('m1', 'm2');
    const { data, outcome } = await run(world, { names: ['m2', 'nope', 'm1'] });
    expect(data).toMatchObject({ clusters: [{ cluster: 'm2' }, { cluster: 'm1' }], failures: [{ code: 'not-found' }] });
    expect(outcome).toMatchObject({ exit: 'partial' });
    expect(world.karmada.writes.filter((line) => line.includes('/clusters/'))).toEqual([
      `delete ${clusterPath('m2')}`,
      `delete ${clusterPath('m1')}`,
    ]);
  });

  it('removes the namespace that a join made in the control plane with the last cluster that uses it', async () => {
    const world = joinedWorld('m1', 'm2');
    world.put(world.karmada, homePath, {
      metadata: { name: 'karmada-cluster', labels: { 'karmada.io/system': 'true' } },
    });
    await run(world, { names: ['m1'] });
    expect(world.karmada.objects.has(homePath)).toBe(true);
    await run(world, { names: ['m2'] });
    expect(world.karmada.objects.has(homePath)).toBe(false);
  });

  it('finishes from any point where it was broken off', async () => {
    const { karmada, member } = joinedWorld('m1');
    const all = [...karmada.objects.keys(), ...member.objects.keys()].filter((path) => !path.includes('kube-system'));
    for (let count = 1; count < 12; count++) {
      const world = joinedWorld('m1');
      await run(world, withMember);
      const order = [...world.karmada.writes, ...world.member.writes].map((line) => line.replace('delete ', ''));
      const half = joinedWorld('m1');
      for (const path of order.slice(0, count)) {
        half.karmada.objects.delete(path);
        half.member.objects.delete(path);
      }
      expect((await run(half, withMember)).data).toMatchObject({ clusters: [{ result: 'unjoined' }] });
      const left = [...half.karmada.objects.keys(), ...half.member.objects.keys()];
      expect(left.filter((path) => all.includes(path))).toEqual([]);
    }
  });

  it('takes a deletion whose answer is lost for done once the object is gone', async () => {
    const world = joinedWorld('m1');
    const lossy = { ...world.ports.karmada };
    const ports = {
      ...world.ports,
      karmada: {
        ...lossy,
        delete: async (...what: Parameters<typeof lossy.delete>) => {
          await lossy.delete(...what);
          throw new KnownError('unreachable', 'The connection was reset.');
        },
      },
    };
    expect((await run({ ports }, {})).data).toMatchObject({ clusters: [{ result: 'unjoined' }] });
  });

  it('leaves a Secret that is another one by now', async () => {
    const world = joinedWorld('m1');
    world.karmada.controllers.push((path, kube) => {
      if (path === clusterPath('m1')) kube.objects.set(secret('m1'), { metadata: { name: 'm1', uid: 'another' } });
    });
    await run(world);
    expect(world.karmada.objects.get(secret('m1'))?.metadata.uid).toBe('another');
  });

  it('stops where the cluster is joined anew meanwhile', async () => {
    const world = joinedWorld('m1');
    world.karmada.controllers.push((path, kube) => {
      if (path === clusterPath('m1')) kube.objects.set(path, { metadata: { name: 'm1', uid: 'another' } });
    });
    expect(await failed(world)).toMatchObject({ code: 'conflict', message: expect.stringContaining('joined anew') });
    expect(world.karmada.objects.has(secret('m1'))).toBe(true);
  });

  it('that is interrupted says what it has done, with the steps', async () => {
    const world = joinedWorld('m1');
    world.karmada.controllers.push((path, kube) => {
      if (path === clusterPath('m1')) kube.refuse.set(secret('m1'), new KnownError('interrupted', 'Interrupted.'));
    });
    expect(await failed(world)).toMatchObject({
      code: 'interrupted',
      message: expect.stringMatching(
        /^Interrupted while unjoining m1\. Done so far: cluster\.cluster\.karmada\.io\/m1, /,
      ),
      hint: 'Run it again to finish.',
      steps: expect.arrayContaining([expect.objectContaining({ object: 'secret/m1', state: 'failed' })]),
    });
  });

  it('goes on in the member where it may not delete one object, and lists that', async () => {
    const world = joinedWorld('m1');
    const refuse = async (place: { readonly name: string }, options?: object): Promise<void> => {
      if (place.name === accessOf('m1')) throw new KnownError('forbidden', 'may not');
      return world.member.delete(place as Parameters<typeof world.member.delete>[0], options);
    };
    const ports = { ...world.ports, connect: () => ({ ...world.member, delete: refuse }) };
    const { data, outcome } = await run({ ports } as unknown as World, withMember);
    expect(outcome).toMatchObject({ exit: 'partial' });
    expect(data).toMatchObject({
      clusters: [
        {
          leftInMember: expect.arrayContaining([
            expect.objectContaining({
              command: `kubectl --kubeconfig f --context c delete clusterrolebinding ${accessOf('m1')}`,
            }),
          ]),
        },
      ],
    });
    expect(world.member.objects.has(`${homePath}/serviceaccounts/karmada-m1`)).toBe(false);
  });

  it.each([
    ['that is called like the cluster', ['m1'], ['m1']],
    ['that is current, where none is called so', ['other'], ['m1', undefined]],
  ])('takes the context %s', async (_, contexts, expected) => {
    const world = joinedWorld('m1');
    const asked: (string | undefined)[] = [];
    const connect: typeof world.ports.connect = ({ context }) => {
      asked.push(context);
      const isThere = context === undefined || contexts.includes(context);
      const target = async (): Promise<never> => {
        throw new KnownError('config', 'no such context');
      };
      return isThere ? world.member : { ...world.member, target };
    };
    const { data } = await run({ ports: { ...world.ports, connect } }, { clusterKubeconfig: 'f' });
    expect(asked).toEqual(expected);
    expect(data).toMatchObject({ clusters: [{ result: 'unjoined' }] });
  });

  it('refuses a context for several clusters, and one without a kubeconfig', async () => {
    expect(await failed(joinedWorld('m1'), { names: ['m1', 'm2'], ...withMember })).toMatchObject({ code: 'usage' });
    expect(await failed(joinedWorld('m1'), { clusterContext: 'c' })).toMatchObject({ code: 'usage' });
  });

  it('keeps what it may not read out of the summary, and says so', async () => {
    const world = joinedWorld('m1');
    world.karmada.refuse.set(
      `/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-m1/works`,
      new KnownError('forbidden', 'no'),
    );
    const { data } = await run(world, { dryRun: 'client' });
    expect(data).toMatchObject({ clusters: [{ workloads: { unread: ['works'] } }] });
    expect(world.karmada.objects.has(spacePath('m1'))).toBe(true);
  });
});
