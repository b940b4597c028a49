import { describe, expect, it } from 'vitest';
import { completeAnswers } from '../../../src/core/kind-lab/answers.ts';
import type { KindFacts } from '../../../src/core/kind-lab/doctor-facts.ts';
import { cluster, find, inLab, lab, lan } from '../../support/doctor-facts.ts';

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
      'an engine that ends with a question, which stays one',
      { tools: [{ name: 'docker', problem: 'does not run: Is the docker daemon running?', hint: 'Start it' }] },
      'tools',
      'error',
      /^docker does not run: Is the docker daemon running\?$/,
      /^Start it$/,
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
