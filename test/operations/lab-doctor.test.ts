import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { KubeObject, Place } from '../../src/core/object.ts';
import type { Result } from '../../src/operations/lab/doctor.run.ts';
import { labDoctor } from '../../src/operations/lab/doctor.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf } from '../support/fake-ports.ts';
import { kindLabThere, lan, madeRecord } from '../support/kind-lab-there.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/lab/doctor.run.ts'), 60_000);

type World = ReturnType<typeof kindLabThere>;

async function doctor({ ports }: Pick<World, 'ports'>, input: object = {}) {
  const shipped = async () => JSON.stringify({ go: '1.26.0' });
  const answer = await answerOf(labDoctor.invoke({ ...ports, shipped }, { ...input }));
  const text = await renderView(answer.view({ wide: false, now: 0 }), false);
  return { data: answer.data as Result, text, outcome: answer.outcome };
}
const codes = ({ findings }: Result): readonly string[] => findings.map(({ code }) => code);
const wrongName = (names: string): KnownError =>
  new KnownError('unreachable', 'The certificate is for others.', {
    cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', cert: { subjectaltname: names } },
  });

describe('a lab on kind that is well', () => {
  it('has no findings, and says what was looked at', async () => {
    const world = kindLabThere();
    world.machine.taken = [6443, 6444, 31443, 36443, 36444];
    const { data, text, outcome } = await doctor(world);
    expect(data).toMatchObject({ kind: 'LabDiagnosis', provider: 'kind', isThere: true, findings: [], beside: null });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(text).toMatch(/^The lab on kind in \/state\/kind\n/);
    expect(text).toMatch(/^members +ok +members, as Karmada reaches them$/m);
  });

  it('is asked, and nothing of it is changed', async () => {
    const world = kindLabThere();
    await doctor(world);
    expect(
      world.lines().filter((line) => !/ (?:version|get clusters|info|ps|network (?:ls|inspect)) ?/.test(line)),
    ).toEqual([]);
    expect(world.karmada.writes).toEqual(['apply /api/v1/namespaces/default/configmaps/karmate-doctor-0']); // dry-run
  });
});

describe('of a lab on kind is found', () => {
  const cases: readonly [string, (world: World) => void, readonly string[]][] = [
    [
      'a kind that is too old',
      ({ answers }) => void answers.set(/^kind version/, { stdout: 'kind v0.11.1 go1' }),
      ['tools'],
    ],
    [
      'an address that has gone',
      ({ machine }) => Object.assign(machine, { addresses: [{ ...lan, address: '10.0.0.2' }] }),
      ['address'],
    ],
    [
      'a network of the engine in the way',
      ({ answers }) =>
        void answers.set(/network inspect/, { stdout: '[{"name":"vpn","subnets":[{"subnet":"10.6.0.0/24"}]}]' }),
      ['subnets'],
    ],
    [
      'an engine with little memory, as podman tells it',
      ({ answers }) => void answers.set(/^docker info/, { stdout: '{"host":{"memTotal":4294967296,"cpus":1}}' }),
      ['engine', 'engine'],
    ],
    [
      'a stopped cluster',
      ({ answers }) => void answers.set(/ps .*=test2 /, { stdout: '{"Names":"a","State":"exited"}' }),
      ['clusters'],
    ],
    [
      'Karmada that does not answer',
      ({ karmada }) => void karmada.refuse.set('/version', new KnownError('unreachable', 'nobody.')),
      ['karmada'],
    ],
    [
      "Karmada's certificate for others",
      ({ karmada }) => void karmada.refuse.set('/version', wrongName('DNS:localhost, IP Address:10.0.0.1')),
      ['certificate'],
    ],
    [
      'a member that is none any more',
      ({ karmada }) => void karmada.objects.delete('/apis/cluster.karmada.io/v1alpha1/clusters/member2'),
      ['members'],
    ],
  ];
  it.each(cases)('%s', async (_, breakIt, expected) => {
    const world = kindLabThere();
    breakIt(world);
    const { data, outcome } = await doctor(world);
    expect(codes(data)).toEqual(expected);
    expect(outcome).toEqual({ kind: 'findings' });
  });

  it('a clock that is apart, by a write that the server only plays through', async () => {
    const world = kindLabThere();
    const asked: object[] = [];
    const apply = async (place: Place, _: string, options: object) => {
      asked.push(options);
      const metadata = { name: place.name ?? '', creationTimestamp: '1970-01-01T00:05:00Z' };
      return { object: { metadata } as KubeObject, created: true };
    };
    const karmadaAt = () => ({ ...world.ports.karmadaAt(), apply }) as ReturnType<World['ports']['karmadaAt']>;
    const { data } = await doctor({ ports: { ...world.ports, karmadaAt } });
    expect(data.findings).toMatchObject([{ code: 'clock', words: expect.stringContaining('300 s ahead') }]);
    expect(asked).toEqual([{ force: false, dryRun: true }]);
  });

  it('a certificate without an address that is asked about', async () => {
    const world = kindLabThere();
    world.files.set(
      '/state/kind/karmada-config',
      '{"name":"k","cluster":{"server":"https://192.168.1.10:31443"},"user":{}}',
    );
    const asked: unknown[] = [];
    const connect: World['ports']['kubeconfigs']['connect'] = async ({ cluster }) => {
      asked.push(cluster.server);
      throw wrongName('DNS:localhost');
    };
    const ports = { ...world.ports, kubeconfigs: { ...world.ports.kubeconfigs, connect } };
    const { data } = await doctor({ ports }, { address: '10.1.2.3' });
    expect(asked).toEqual(['https://10.1.2.3:31443']);
    expect(data.findings).toMatchObject([{ code: 'certificate', words: expect.stringContaining('not for 10.1.2.3') }]);
  });
});

it('the tools of a lab are those of its engine, though another one runs', async () => {
  const world = kindLabThere({ ...madeRecord(), engine: 'podman' });
  const { data } = await doctor(world);
  expect(data.findings).toContainEqual(
    expect.objectContaining({ code: 'tools', words: 'podman was not found on PATH.' }),
  );
  world.there.push('podman');
  expect(codes((await doctor(world)).data)).toEqual([]);
});

it('members that are reached by container are looked for where their containers are now', async () => {
  const world = kindLabThere(madeRecord({ address: 'container' }, 'container'));
  world.answers.set(/ inspect .* test1-control-plane/, { stdout: '192.168.1.10 \n' });
  world.answers.set(/ inspect .* test2-control-plane/, { stdout: '172.18.0.9 \n' });
  const { data } = await doctor(world);
  expect(data.findings).toMatchObject([
    { code: 'members', words: expect.stringMatching(/reach member2 at .*test2 has the address 172\.18\.0\.9 now/) },
  ]);
});

describe('without a lab', () => {
  const empty = (): World => {
    const world = kindLabThere();
    world.held.record = undefined;
    return world;
  };

  it('a machine with an engine is looked at for a lab on kind', async () => {
    const world = empty();
    world.machine.taken = [6443];
    const { data, text } = await doctor(world);
    expect(data).toMatchObject({ provider: 'kind', isThere: false });
    expect(codes(data)).toEqual(['ports']);
    expect(text).toContain('There is no lab on kind in /state/kind yet');
    expect(text).toMatch(/^error \(ports\): Port 6443.*\n {2}End what listens/m);
  });

  it('answers come from lab.yaml and --address', async () => {
    const world = empty();
    const yaml = 'apiVersion: lab.karmate.dev/v1\nkind: KindLab\ntest1: { podSubnet: 192.168.0.0/16 }\n';
    const read = async () => [{ name: 'lab.yaml', text: yaml }];
    const ports = { ...world.ports, files: { ...world.ports.files, read } };
    const { data } = await doctor({ ports }, { config: [{ from: 'lab.yaml' }], address: '10.9.9.9' });
    expect(codes(data)).toEqual(['address', 'subnets']);
  });

  it('a machine without an engine is looked at for the embedded control plane', async () => {
    const world = empty();
    const find = async (): Promise<undefined> => undefined;
    world.answers.set(/^go env/, { stdout: 'go1.22.0' });
    const { data, text } = await doctor({ ports: { ...world.ports, programs: { ...world.programs, find } } });
    expect(data).toMatchObject({ provider: 'embedded', isThere: false, dir: '/state/lab' });
    expect(codes(data)).toEqual(['go']);
    expect(text).toContain('there is 1.22.0');
  });

  it('what is for a lab on kind alone is refused for the other one', async () => {
    await expect(doctor(empty(), { provider: 'embedded', address: '10.1.2.3' })).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(doctor(empty(), { address: 'nonsense' })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^--address cannot be "nonsense"/),
    });
  });
});

it('what it says is broken at the edge of a terminal, and nowhere else', async () => {
  const world = kindLabThere();
  world.machine.addresses = [{ ...lan, address: '10.0.0.2' }];
  const answer = await answerOf(labDoctor.invoke(world.ports, {}));
  const lines = async (width?: number) =>
    (await renderView(answer.view({ wide: false, now: 0 }), false, { width })).split('\n');
  expect((await lines(80)).every((line) => line.length <= 80)).toBe(true);
  expect((await lines()).some((line) => line.length > 160)).toBe(true);
});

it('the embedded lab keeps its ports, and is named beside one on kind', async () => {
  const world = kindLabThere(madeRecord());
  world.files.set('/state/lab/settings.json', '{"ports":{"etcd/client":2379}}');
  world.machine.taken = [2379];
  expect((await doctor(world)).text).toMatch(/embedded lab is there too.*doctor --provider embedded$/);
  const { data } = await doctor(world, { provider: 'embedded' });
  expect(data).toMatchObject({ provider: 'embedded', isThere: true });
  expect(codes(data)).toEqual(['ports']);
});
