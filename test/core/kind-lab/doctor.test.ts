import { describe, expect, it } from 'vitest';
import { completeAnswers } from '../../../src/core/kind-lab/answers.ts';
import { kindChecks } from '../../../src/core/kind-lab/doctor.ts';
import type { KindFacts, KindLabFacts } from '../../../src/core/kind-lab/doctor-facts.ts';
import { diagnose } from '../../../src/core/kind-lab/finding.ts';

const lan = { name: 'eth0', address: '192.168.1.10', cidr: '192.168.1.10/24', internal: false };
const cluster = (name: string) => ({ name, state: 'running' as const, containers: [] });
const member = (more: object = {}) => ({
  name: 'member1',
  isJoined: true,
  ready: 'True',
  reason: '',
  apiEndpoint: 'https://192.168.1.10:6443',
  ...more,
});
const server = 'https://192.168.1.10:31443';
const lab: KindLabFacts = {
  engine: 'docker',
  clusters: [cluster('test1'), cluster('test2')],
  karmada: { server, isMade: true, answers: true, problem: undefined, hint: undefined },
  certificates: [{ server, names: undefined }],
  clockAheadMs: 500,
  members: [member()],
};
const well: KindFacts = {
  tools: [{ name: 'kind', problem: undefined, hint: undefined }],
  answers: completeAnswers({}, lan.address),
  addresses: [lan],
  takenPorts: [],
  networks: [{ name: 'kind', cidr: '172.18.0.0/16' }],
  engine: { memoryBytes: 16 * 2 ** 30, cpus: 8, isOnThisKernel: true },
  kernel: { ready: ['ip_vs', 'ip_vs_rr', 'nf_conntrack'], loadable: [] },
  inotifyInstances: 8192,
  lab: undefined,
};
const find = (facts: Partial<KindFacts>) => diagnose(kindChecks, { ...well, ...facts });
const inLab = (facts: Partial<KindLabFacts>): Partial<KindFacts> => ({ lab: { ...lab, ...facts } });
const unwell = (more: object) => inLab({ karmada: { ...lab.karmada, ...more } });

it('a machine that has all it needs has no findings, and what is of a lab is skipped', () => {
  const { checks, findings } = find({});
  expect(findings).toEqual([]);
  expect(checks.filter(({ result }) => result === 'skipped').map(({ code }) => code)).toEqual([
    'clusters',
    'karmada',
    'certificate',
    'clock',
    'members',
  ]);
});

it('a lab that is well has none either: it holds its own ports', () => {
  const { checks, findings } = find({ lab, takenPorts: [6443, 36443, 31443, 6444, 36444] });
  expect(findings).toEqual([]);
  expect(checks.every(({ result }) => result === 'ok')).toBe(true);
});

describe('found is', () => {
  it.each<[string, Partial<KindFacts>, string, string, RegExp, RegExp | undefined]>([
    [
      'a tool that is missing',
      { tools: [{ name: 'helm', problem: 'was not found on PATH', hint: 'Get helm' }] },
      'tools',
      'error',
      /^helm was not found on PATH\.$/,
      /^Get helm$/,
    ],
    [
      'an address that no interface has',
      { answers: completeAnswers({}, '10.9.9.9') },
      'address',
      'warning',
      /10\.9\.9\.9/,
      /192\.168\.1\.10 \(eth0\)/,
    ],
    [
      'a machine without an address',
      { answers: completeAnswers({}, ''), addresses: [] },
      'address',
      'error',
      /no address/,
      /--address container/,
    ],
    [
      'an address that has changed since',
      { lab, addresses: [{ ...lan, address: '192.168.7.7', cidr: '192.168.7.7/24' }] },
      'address',
      'error',
      /made for 192\.168\.1\.10.*Now there is: 192\.168\.7\.7 \(eth0\)/,
      /make the lab anew/,
    ],
    [
      'a port that is taken',
      { takenPorts: [31443] },
      'ports',
      'error',
      /^Port 31443, for Karmada's API server, is in use/,
      /^End what listens there .*choose another in lab\.yaml: karmadaPort: 31444$/,
    ],
    [
      'a port that is wanted twice',
      { answers: completeAnswers({ 'test2.apiServerPort': 6443 }, lan.address) },
      'ports',
      'error',
      /^Port 6443, for the API server of test2, is that of/,
      /^Choose another in lab\.yaml: test2\.apiServerPort: 6444$/,
    ],
    [
      'a port of a cluster that is not made yet, and that somebody else has now',
      { takenPorts: [6444, 6443], ...inLab({ clusters: [cluster('test1')] }) },
      'ports',
      'error',
      /^Port 6444/,
      /^End what listens there \(see: ss -ltnp\)$/,
    ],
    [
      'a network of this host in the range of pods',
      { addresses: [lan, { ...lan, name: 'tun0', address: '10.6.0.9', cidr: '10.6.0.9/24' }] },
      'subnets',
      'error',
      /^The pods of test1 .* overlap with .*tun0/,
      /test1\.podSubnet: 10\.8\.0\.0\/16/,
    ],
    [
      "the engine's network in the range of Services",
      { networks: [{ name: 'kind', cidr: '10.97.0.0/24' }] },
      'subnets',
      'error',
      /Services of test2 .* overlap with the network kind/,
      /test2\.serviceSubnet/,
    ],
    [
      'little memory',
      { engine: { memoryBytes: 4 * 2 ** 30, cpus: 4, isOnThisKernel: false } },
      'engine',
      'warning',
      /4\.0 GiB/,
      /Resources/,
    ],
    [
      'a single CPU',
      { engine: { memoryBytes: undefined, cpus: 1, isOnThisKernel: false } },
      'engine',
      'warning',
      /1 CPU/,
      /Resources/,
    ],
    [
      'a kernel without ipvs',
      { kernel: { ready: ['nf_conntrack'], loadable: ['ip_vs'] } },
      'ipvs',
      'warning',
      /no ip_vs_rr:/,
      /modprobe -a ip_vs ip_vs_rr;/,
    ],
    [
      'ipvs that is not loaded yet',
      { kernel: { ready: ['nf_conntrack'], loadable: ['ip_vs', 'ip_vs_rr'] } },
      'ipvs',
      'info',
      /Not loaded yet: ip_vs, ip_vs_rr/,
      /modprobe/,
    ],
    ['few inotify instances', { inotifyInstances: 128 }, 'inotify', 'warning', /is 128:/, /sysctl/],
    [
      'a cluster that is stopped',
      inLab({
        clusters: [{ name: 'test1', state: 'stopped', containers: [{ name: 'test1-worker', isRunning: false }] }],
      }),
      'clusters',
      'error',
      /test1 does not run/,
      /docker start test1-worker$/,
    ],
    [
      'a cluster that is gone',
      inLab({ clusters: [{ name: 'test1', state: 'missing', containers: [] }] }),
      'clusters',
      'error',
      /test1 is gone/,
      /lab up/,
    ],
    [
      'a cluster that was broken off',
      inLab({ clusters: [{ name: 'test1', state: 'creating', containers: [] }] }),
      'clusters',
      'warning',
      /making of test1/,
      /lab up/,
    ],
    [
      'Karmada that does not answer',
      unwell({ answers: false, problem: 'nobody is there.', hint: 'knock' }),
      'karmada',
      'error',
      /nobody is there/,
      /knock/,
    ],
    ['Karmada that is not installed', unwell({ isMade: false }), 'karmada', 'warning', /not installed/, /lab up/],
    [
      'a certificate without the host',
      inLab({
        karmada: { ...lab.karmada, answers: false, problem: 'its certificate' },
        certificates: [{ server, names: ['localhost', '10.0.0.1'] }],
      }),
      'certificate',
      'error',
      /not for 192\.168\.1\.10, but for localhost, 10\.0\.0\.1\.$/,
      /--address 192\.168\.1\.10$/,
    ],
    ['a clock that is behind', inLab({ clockAheadMs: -90_000 }), 'clock', 'error', /90 s behind/, /NTP/],
    ['a clock that is ahead', inLab({ clockAheadMs: 61_000 }), 'clock', 'error', /61 s ahead of/, /NTP/],
    [
      'a member that is not Ready',
      inLab({ members: [member({ ready: 'False', reason: 'ClusterNotReachable: no route' })] }),
      'members',
      'error',
      /member1 is not Ready: ClusterNotReachable: no route\. Karmada reaches it at https:\/\/192/,
      /karmate get clusters member1/,
    ],
    [
      'a member at a loopback address',
      inLab({ members: [member({ ready: 'False', reason: 'refused', apiEndpoint: 'https://127.0.0.1:6443' })] }),
      'members',
      'error',
      /127\.0\.0\.1 is the pod itself/,
      /network of the containers/,
    ],
    [
      'a member that is none any more',
      inLab({ members: [member({ isJoined: false, ready: 'Unknown', apiEndpoint: undefined })] }),
      'members',
      'warning',
      /no member any more/,
      /lab up/,
    ],
  ])('%s', (_, facts, code, severity, words, next) => {
    const { checks, findings } = find(facts);
    expect(findings).toMatchObject([{ code, severity }]);
    expect(findings[0]?.words).toMatch(words);
    if (next) expect(findings[0]?.next).toMatch(next);
    expect(checks.find((check) => check.code === code)?.result).toBe(severity);
  });
});

it.each<[string, Partial<KindFacts>, string]>([
  ['modules, where the engine has a kernel of its own', { kernel: { ready: [], loadable: [] } }, 'ipvs'],
  ['inotify, where the engine has a kernel of its own', { inotifyInstances: 1 }, 'inotify'],
])('not looked at are %s', (_, facts, code) => {
  const { checks, findings } = find({
    ...facts,
    engine: { memoryBytes: undefined, cpus: undefined, isOnThisKernel: false },
  });
  expect(findings).toEqual([]);
  expect(checks.find((check) => check.code === code)?.result).toBe('skipped');
});

it('the ports of a cluster whose engine does not answer may be its own', () => {
  const clusters = [{ ...cluster('test1'), state: 'unknown' as const }];
  expect(find({ takenPorts: [6443, 31443], ...inLab({ clusters }) }).findings).toEqual([]);
});

it('what is not known is skipped', () => {
  const { checks } = find({ engine: undefined, kernel: undefined, inotifyInstances: undefined });
  const skipped = checks.filter(({ result }) => result === 'skipped').map(({ code }) => code);
  expect(skipped).toEqual(expect.arrayContaining(['engine', 'ipvs', 'inotify']));
});
