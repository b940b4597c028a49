import { expect, it } from 'vitest';
import { checkMembers, type LabState, type LabWish, labDifferences } from '../../src/core/lab.ts';

const member = (name: string, nodes: number) => ({
  name,
  nodes,
  kubernetesVersion: 'v1',
  server: '',
  kubeconfig: '',
  context: name,
});
const lab: LabState = {
  kind: 'Lab',
  apiVersion: 'lab.karmate.dev/v1',
  state: 'ready',
  dir: '/d',
  pid: 1,
  socket: '/d/s',
  karmada: { version: 'v1.18.2', kubernetesVersion: 'v1', server: '', kubeconfig: '', context: '' },
  members: [member('test1', 2), member('test2', 2)],
  components: [],
};
const nothing: LabWish = { dir: undefined, members: undefined, nodes: undefined, karmada: undefined };

it.each<[string, Partial<LabWish>, string[]]>([
  ['anything, when nothing was asked for', {}, []],
  ['fewer members than it has', { members: ['test1'] }, []],
  ['the same', { members: ['test1', 'test2'], nodes: 2, karmada: 'v1.18.2' }, []],
  ['another version', { karmada: 'v1.10.7' }, ['it runs Karmada v1.18.2, not v1.10.7']],
  ['one more member', { members: ['test1', 'test3'] }, ['it has no member test3']],
  ['more nodes in one', { members: ['test1'], nodes: 3 }, ['its member test1 has 2 nodes, not 3']],
])('a running lab serves or differs: %s', (_, wish, differences) => {
  expect(labDifferences(lab, { ...nothing, ...wish })).toEqual(differences);
});

it('members need names that clusters can have, each its own', () => {
  expect(() => checkMembers(['a', 'B'])).toThrow('"B" cannot be a member\'s name');
  expect(() => checkMembers(['a', 'a'])).toThrow('"a" is named twice');
  expect(() => checkMembers(['a', 'b'])).not.toThrow();
});
