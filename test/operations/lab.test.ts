import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/contract/operation.ts';
import type { Lab } from '../../src/contract/ports.ts';
import type { LabComponent, LabState } from '../../src/core/lab.ts';
import { shellWord } from '../../src/core/shell-word.ts';
import { labControl } from '../../src/operations/lab/control.ts';
import { labDown } from '../../src/operations/lab/down.ts';
import { labStatus } from '../../src/operations/lab/status.ts';
import { labUp } from '../../src/operations/lab/up.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf, fakeKube, fakePorts } from '../support/fake-ports.ts';

const dir = "/home/ann o’hara/it's a lab";
const component: LabComponent = { name: 'etcd', state: 'running', pid: 7, restarts: 0, log: '/l' };
const member = (name: string) => ({
  name,
  kubernetesVersion: 'v1.35.3',
  server: 'https://127.0.0.1:2',
  kubeconfig: `${dir}/members.config`,
  context: name,
  nodes: 2,
});
const state: LabState = {
  kind: 'Lab',
  apiVersion: 'lab.karmate.dev/v1',
  state: 'ready',
  dir,
  pid: 1,
  socket: '/s',
  karmada: {
    version: 'v1.18.2',
    kubernetesVersion: 'v1.35.3',
    server: 'https://127.0.0.1:1',
    kubeconfig: `${dir}/karmada-config`,
    context: 'karmada-apiserver',
  },
  members: ['one', 'two', 'three'].map(member),
  components: [component],
};

async function answer(operation: Operation, lab: Partial<Lab>, input: Readonly<Record<string, unknown>> = {}) {
  const ports = fakePorts(fakeKube());
  const { data, view } = await answerOf(operation.invoke({ ...ports, lab: { ...ports.lab, ...lab } }, input));
  return { data, text: await renderView(view({ wide: false, now: 0 }), false) };
}

describe('what is there to be pasted is one word each to a shell:', () => {
  const quoted = (file: string): string => `'/home/ann o’hara/it'\\''s a lab${file}'`;

  it('after "lab up", for the first two members', async () => {
    const { text } = await answer(
      labUp,
      { up: async () => ({ lab: state, already: false }) },
      { dir, provider: 'embedded' },
    );
    expect(text.split('\n').filter((line) => line.includes('ann'))).toEqual([
      `  export KUBECONFIG=${quoted('/karmada-config')}`,
      `  karmate join member1 --cluster-kubeconfig ${quoted('/members.config')} --cluster-context one`,
      `  karmate join member2 --cluster-kubeconfig ${quoted('/members.config')} --cluster-context two`,
      `Stop it with: karmate lab down --dir ${quoted('')}`,
    ]);
  });

  it('in "lab status"', async () => {
    const { text } = await answer(labStatus, { status: async () => ({ dir, lab: state }) });
    expect(text).toContain(`KUBECONFIG=${quoted('/karmada-config')}`);
  });

  it.each([
    ['/tmp/lab-1/karmada-config', '/tmp/lab-1/karmada-config'],
    ['~/lab', "'~/lab'"],
    ['$HOME', "'$HOME'"],
    ['', "''"],
  ])('%s becomes %s', (word, expected) => {
    expect(shellWord(word)).toBe(expected);
  });
});

it('"lab ctl" says of which kind its result is', async () => {
  const input = { action: 'stop', component: 'etcd' };
  const { data, text } = await answer(labControl, { control: async () => component }, input);
  expect(data).toEqual({ apiVersion: 'karmate.dev/v1', kind: 'LabComponent', ...component });
  expect(text).toBe('etcd is running');
});

describe('"lab down"', () => {
  const down = (was: 'ready' | 'down', kept: readonly string[], input: Readonly<Record<string, unknown>>) =>
    answer(labDown, { down: async () => ({ dir: '/d', was, kept }) }, input);

  it('leaves the data', async () => {
    expect((await down('ready', [], {})).text).toBe('The lab in /d is stopped.');
  });

  it('with --purge names what it left in the folder', async () => {
    const { data, text } = await down('down', ['notes.txt', 'src'], { purge: true, yes: true });
    expect(text).toBe(
      'No lab was running in /d; its data are deleted.\nLeft there, since no lab made it: notes.txt, src',
    );
    expect(data).toMatchObject({ kind: 'LabDown', purged: true, kept: ['notes.txt', 'src'] });
  });
});
