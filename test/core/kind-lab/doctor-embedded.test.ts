import { expect, it } from 'vitest';
import { type EmbeddedFacts, embeddedChecks } from '../../../src/core/kind-lab/doctor-embedded.ts';
import { diagnose } from '../../../src/core/kind-lab/finding.ts';
import type { LabComponent, LabState } from '../../../src/core/lab.ts';

const karmada = { version: 'v1.18.2', kubernetesVersion: 'v1', server: 's', kubeconfig: 'k', context: 'c' };
const labWith = (state: LabComponent['state']): LabState => ({
  ...{ kind: 'Lab', apiVersion: 'v1', state: 'ready', dir: '/d', pid: 1, socket: '/s', karmada, members: [] },
  components: [{ name: 'etcd', state, restarts: 0, log: '/l' }],
});
const well: EmbeddedFacts = {
  platform: 'linux-x64',
  neededGo: '1.26.0',
  go: '1.26.1',
  lab: undefined,
  keptPorts: [],
  takenPorts: [],
};
const find = (facts: Partial<EmbeddedFacts>) => diagnose(embeddedChecks, { ...well, ...facts }).findings;

it.each<[string, Partial<EmbeddedFacts>]>([
  ['a machine that has Go', {}],
  ['a lab that runs', { lab: labWith('running') }],
  [
    'ports of its own, of a lab that runs',
    { lab: labWith('running'), keptPorts: [{ name: 'etcd', port: 1 }], takenPorts: [1] },
  ],
])('nothing is found of %s', (_, facts) => {
  expect(find(facts)).toEqual([]);
});

it.each<[string, Partial<EmbeddedFacts>, string, string, RegExp]>([
  ['Windows', { platform: 'win32-x64' }, 'platform', 'error', /Linux and macOS/],
  ['no Go', { go: undefined }, 'go', 'error', /there is none/],
  ['a Go that is too old', { go: '1.24.3' }, 'go', 'error', /there is 1\.24\.3/],
  ['no Go, where the lab runs already', { go: undefined, lab: labWith('running') }, 'go', 'info', /there is none/],
  ['a component that failed', { lab: labWith('failed') }, 'components', 'error', /etcd has failed/],
  ['a component that is stopped', { lab: labWith('stopped') }, 'components', 'warning', /etcd is stopped/],
  ['a component that is paused', { lab: labWith('paused') }, 'components', 'warning', /etcd is paused/],
  ['a component that starts', { lab: labWith('starting') }, 'components', 'info', /etcd is starting/],
  [
    'a kept port that is taken',
    { keptPorts: [{ name: 'etcd/client', port: 2379 }], takenPorts: [2379] },
    'ports',
    'error',
    /Port 2379, which the lab keeps for etcd\/client/,
  ],
])('found is %s', (_, facts, code, severity, words) => {
  const findings = find(facts);
  expect(findings).toMatchObject([{ code, severity }]);
  expect(findings[0]?.words).toMatch(words);
});
