import { KnownError } from '../../src/contract/errors.ts';
import type { Ports } from '../../src/contract/ports.ts';
import { completeAnswers, type Given } from '../../src/core/kind-lab/answers.ts';
import { emptyRecord, type KindLabRecord } from '../../src/core/kind-lab/record.ts';
import type { KubeObject } from '../../src/core/object.ts';
import type { ProgramRun } from '../../src/core/program.ts';
import { fakeKube, fakePorts, fakePrograms } from './fake-ports.ts';

/** Without a number of its own a test takes what is enough. */
const info = { ServerVersion: '28.0.0', MemTotal: 16 * 2 ** 30, NCPU: 8, OperatingSystem: 'Debian' };
export const lan = { name: 'eth0', address: '192.168.1.10', cidr: '192.168.1.10/24', internal: false };
export const kindDir = '/state/kind';

/** A record of a lab that was made to its end. */
export const madeRecord = (given: Given = {}, address = lan.address): KindLabRecord => ({
  ...emptyRecord('docker', completeAnswers(given, address)),
  clusters: { test1: 'created', test2: 'created' },
  release: 'installed',
  members: ['member1', 'member2'],
});

const member = (name: string): KubeObject => ({
  metadata: { name },
  ...{
    spec: { apiEndpoint: 'https://192.168.1.10:6443' },
    status: { conditions: [{ type: 'Ready', status: 'True', reason: 'ClusterReady', message: 'healthz is ok' }] },
  },
});

const running = (name: string): string =>
  ['control-plane', 'worker'].map((role) => JSON.stringify({ Names: `${name}-${role}`, State: 'running' })).join('\n');

/** What a program answers: always the same, or told from its command line. */
export type Answer = Partial<ProgramRun> | ((line: string) => Partial<ProgramRun>);

interface Held {
  record: KindLabRecord | undefined;
  forgotten: boolean;
  kept: readonly string[];
  busy: boolean;
}

/** A machine with a lab on kind in its usual place, in memory; a test changes what it wants to see go wrong. */
export function kindLabThere(made: KindLabRecord = madeRecord(), more: readonly (readonly [RegExp, Answer])[] = []) {
  const held: Held = { record: made, forgotten: false, kept: [], busy: false };
  const karmada = fakeKube('https://192.168.1.10:31443');
  for (const name of ['member1', 'member2'])
    karmada.objects.set(`/apis/cluster.karmada.io/v1alpha1/clusters/${name}`, member(name));
  const answers = new Map<RegExp, Answer>();
  const usual: readonly (readonly [RegExp, Answer])[] = [
    ...more,
    [/^kind version/, { stdout: 'kind v0.24.0 go1.22.6 linux/amd64\n' }],
    [/^kind get clusters/, { stdout: 'test1\ntest2\nmine\n' }],
    [/^helm version/, { stdout: 'v3.16.2' }],
    [/ info /, { stdout: JSON.stringify(info) }],
    [/ ps .*=test1 /, { stdout: running('test1') }],
    [/ ps .*=test2 /, { stdout: running('test2') }],
    [/ network ls/, { stdout: 'bridge\nkind\n' }],
    [
      / network inspect/,
      { stdout: JSON.stringify([{ Name: 'kind', IPAM: { Config: [{ Subnet: '172.18.0.0/16' }] } }]) },
    ],
    [/^go env/, { stdout: 'go1.26.0\n' }],
  ];
  const there = ['kind', 'helm', 'docker', 'go'];
  const programs = fakePrograms(there, ({ line }) => {
    const answer = [...answers, ...usual].find(([when]) => when.test(line))?.[1];
    return typeof answer === 'function' ? answer(line) : answer;
  });
  const files = new Map([[`${kindDir}/karmada-config`, '{}']]);
  const base = fakePorts(fakeKube());
  const machine = { addresses: [lan], taken: [] as readonly number[] };
  const ports = {
    ...base,
    programs,
    karmadaAt: () => ({
      ...karmada,
      member: () => karmada,
      release: async () => undefined,
      givenRelease: async () => undefined,
      givenNamespace: undefined,
    }),
    files: { ...base.files, find: async (path: string) => files.get(path) },
    host: {
      addresses: async () => machine.addresses,
      takenPorts: async (asked: readonly number[]) => asked.filter((port) => machine.taken.includes(port)),
      kernelModules: async () => ({ ready: ['ip_vs', 'ip_vs_rr', 'nf_conntrack'], loadable: [] }),
      kernelSetting: async () => 8192,
    } satisfies Ports['host'] as Ports['host'],
    lab: { ...base.lab, status: async () => ({ dir: '/state/lab', lab: undefined }) } as Ports['lab'],
    kindLabs: {
      folder: async (dir) => dir ?? kindDir,
      read: async () => held.record,
      write: async (_, next) => {
        held.record = next;
      },
      alone: async (dir, work) => {
        if (held.busy) throw new KnownError('conflict', `Another karmate (process 7) is at work on the lab in ${dir}.`);
        return work();
      },
      forget: async () => {
        Object.assign(held, { record: undefined, forgotten: true });
        return held.kept;
      },
    } satisfies Ports['kindLabs'] as Ports['kindLabs'],
  };
  const lines = (): readonly string[] => programs.calls.map(({ line }) => line);
  return { ports, held, karmada, answers, there, programs, files, machine, lines };
}
