import { describe, expect, it } from 'vitest';
import { completeAnswers, type Given } from '../../../src/core/kind-lab/answers.ts';
import { findClashes, type HostFacts, portsToLookAt } from '../../../src/core/kind-lab/clashes.ts';

const lan = { name: 'eth0', address: '192.168.1.10', cidr: '192.168.1.10/24', internal: false };
const quiet: HostFacts = { addresses: [lan], takenPorts: [] };
const clashes = (given: Given, facts: Partial<HostFacts> = {}) =>
  findClashes(completeAnswers(given, lan.address), { ...quiet, ...facts });

it('the defaults clash with nothing', () => {
  expect(clashes({})).toEqual([]);
});

describe('what overlaps is named, with something free:', () => {
  it.each<[string, Given, Partial<HostFacts>, string, string, string | number | undefined]>([
    [
      'the pods of both clusters',
      { 'test2.podSubnet': '10.6.0.0/16' },
      {},
      'the pods of test2 (10.6.0.0/16) overlap with the pods of test1 (10.6.0.0/16)',
      'test2.podSubnet',
      '10.7.0.0/16',
    ],
    [
      'pods and Services of one cluster',
      { 'test1.serviceSubnet': '10.6.128.0/20' },
      {},
      'the Services of test1 (10.6.128.0/20) overlap with the pods of test1 (10.6.0.0/16)',
      'test1.serviceSubnet',
      '10.8.0.0/20',
    ],
    [
      "this host's own network",
      {},
      { addresses: [{ ...lan, name: 'tun0', cidr: '10.7.3.4/20' }] },
      "the pods of test2 (10.7.0.0/16) overlap with the network of this host's tun0 (10.7.3.4/20)",
      'test2.podSubnet',
      '10.8.0.0/16',
    ],
    [
      "the containers' network",
      { 'test1.podSubnet': '172.18.0.0/16' },
      { networks: [{ name: 'kind', cidr: '172.18.0.0/16' }] },
      'the pods of test1 (172.18.0.0/16) overlap with the network kind (172.18.0.0/16)',
      'test1.podSubnet',
      '172.19.0.0/16',
    ],
    [
      'one port for two doors',
      { 'test2.apiServerPort': 6443 },
      {},
      'port 6443, for the API server of test2, is that of the API server of test1 too',
      'test2.apiServerPort',
      6444,
    ],
    [
      'a port in use, and the next one too',
      {},
      { takenPorts: [31443, 31444] },
      "port 31443, for Karmada's API server, is in use on this host",
      'karmadaPort',
      31445,
    ],
    [
      'the last port that a Service may have',
      { karmadaPort: 32767 },
      { takenPorts: [32767] },
      "port 32767, for Karmada's API server, is in use on this host",
      'karmadaPort',
      undefined,
    ],
  ])('%s', (_, given, facts, words, path, free) => {
    expect(clashes(given, facts)).toEqual([{ words, path, free }]);
  });
});

it('all clashes are found at once, and what is proposed does not clash with itself', () => {
  const network = { name: 'vpn', cidr: '10.0.0.0/9' };
  const found = clashes({}, { networks: [network], takenPorts: [6443, 6444, 6445] });
  expect(found.map(({ path }) => path)).toEqual([
    'test1.podSubnet',
    'test1.serviceSubnet',
    'test2.podSubnet',
    'test2.serviceSubnet',
    'test1.apiServerPort',
    'test2.apiServerPort',
  ]);
  const proposed = Object.fromEntries(found.map(({ path, free }) => [path, free ?? '']));
  expect(clashes(proposed, { networks: [network], takenPorts: [6443, 6444, 6445] })).toEqual([]);
});

it('a host with every private range in use has nothing to propose', () => {
  const networks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((cidr) => ({ name: 'all', cidr }));
  expect(clashes({}, { networks }).map(({ free }) => free)).toEqual([undefined, undefined, undefined, undefined]);
});

it('the ports to look at are those of the lab and those that could stand for them', () => {
  const ports = portsToLookAt(completeAnswers({ karmadaPort: 32760 }, lan.address));
  expect(ports).toEqual(expect.arrayContaining([6443, 6444, 36443, 36444, 32760, 32767]));
  expect(ports).not.toContain(32768);
  expect(new Set(ports).size).toBe(ports.length);
});
