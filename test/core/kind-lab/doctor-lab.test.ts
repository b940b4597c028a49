import { describe, expect, it } from 'vitest';
import type { KindFacts } from '../../../src/core/kind-lab/doctor-facts.ts';
import { cluster, find, inLab, lab, member, server } from '../../support/doctor-facts.ts';

const unwell = (more: object): Partial<KindFacts> => inLab({ karmada: { ...lab.karmada, ...more } });

describe('found of a lab is', () => {
  it.each<[string, Partial<KindFacts>, string, string, RegExp, RegExp | undefined]>([
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
      /lab up --provider kind --dir \/d$/,
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
      /lab down --dir \/d, karmate lab up --provider kind --dir \/d --address 192\.168\.1\.10$/,
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
      'a member whose container has another address, though nobody has noticed yet',
      inLab({ members: [member({ container: { cluster: 'test1', addresses: ['172.18.0.3', '10.0.0.3'] } })] }),
      'members',
      'error',
      /at https:\/\/192\.168\.1\.10:6443; but the container of test1 has the address 172\.18\.0\.3, 10\.0\.0\.3 now/,
      /^Let it follow: karmate lab up --provider kind --dir \/d$/,
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

it.each([
  [['192.168.1.10'], 'https://192.168.1.10:6443'],
  [[], 'https://192.168.1.10:6443'],
  [['172.18.0.3'], 'https://member.example:6443'],
  [['172.18.0.3'], 'https://127.0.0.1:6443'],
])('a member is well where its container has the addresses %j, and Karmada knows %s', (addresses, apiEndpoint) => {
  const container = { cluster: 'test1', addresses };
  expect(find(inLab({ members: [member({ apiEndpoint, container })] })).findings).toEqual([]);
});

it('a member that is Ready is well at any address', () => {
  expect(find(inLab({ members: [member({ apiEndpoint: 'https://127.0.0.1:6443' })] })).findings).toEqual([]);
});

it('clusters that nobody tells of are not looked at', () => {
  const { checks } = find(inLab({ clusters: [{ ...cluster('test1'), state: 'unknown' }] }));
  expect(checks.find(({ code }) => code === 'clusters')?.result).toBe('skipped');
});
