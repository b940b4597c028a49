import { completeAnswers } from '../../src/core/kind-lab/answers.ts';
import { kindChecks } from '../../src/core/kind-lab/doctor.ts';
import type { KindFacts, KindLabFacts } from '../../src/core/kind-lab/doctor-facts.ts';
import { diagnose } from '../../src/core/kind-lab/finding.ts';

/** A machine, and a lab on kind, that all is well with. */
export const lan = { name: 'eth0', address: '192.168.1.10', cidr: '192.168.1.10/24', internal: false };
export const cluster = (name: string) => ({ name, state: 'running' as const, containers: [] });
export const member = (more: object = {}) => ({
  name: 'member1',
  isJoined: true,
  ready: 'True',
  reason: '',
  apiEndpoint: 'https://192.168.1.10:6443',
  ...more,
});
export const server = 'https://192.168.1.10:31443';
export const lab: KindLabFacts = {
  flags: ' --dir /d',
  engine: 'docker',
  clusters: [cluster('test1'), cluster('test2')],
  karmada: { server, isMade: true, answers: true, problem: undefined, hint: undefined },
  certificates: [{ server, names: undefined }],
  clockAheadMs: 500,
  members: [member()],
};
export const well: KindFacts = {
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

/** What is found where these facts are others. */
export const find = (facts: Partial<KindFacts>) => diagnose(kindChecks, { ...well, ...facts });
export const inLab = (facts: Partial<KindLabFacts>): Partial<KindFacts> => ({ lab: { ...lab, ...facts } });
