import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/contract/read-input.ts';
import { completeAnswers } from '../../src/core/kind-lab/answers.ts';
import { emptyRecord } from '../../src/core/kind-lab/record.ts';
import type { ProgramRun } from '../../src/core/program.ts';
import { chooseProvider } from '../../src/operations/lab/choose-provider.ts';
import { params } from '../../src/operations/lab/up.ts';
import { fakeKube, fakePorts, fakePrograms } from '../support/fake-ports.ts';

const all = ['docker', 'kind', 'helm'];
const well: Readonly<Record<string, Partial<ProgramRun>>> = {
  docker: { stdout: '{"ServerVersion":"28.0.1"}' },
  kind: { stdout: 'kind v0.24.0 go1.22.6 linux/amd64\n' },
  helm: { stdout: 'v3.16.2' },
};

function world({
  there = all,
  says = {},
  made = false,
  running = false,
}: {
  there?: readonly string[];
  says?: Readonly<Record<string, Partial<ProgramRun>>>;
  made?: boolean;
  running?: boolean;
} = {}) {
  const ports = fakePorts(fakeKube());
  const record = emptyRecord('docker', completeAnswers({}, '192.0.2.7'));
  const programs = fakePrograms(there, ({ name }) => ({ ...well[name], ...says[name] }));
  return {
    programs,
    ports: {
      ...ports,
      programs,
      kindLabs: { ...ports.kindLabs, folder: async () => '/lab', read: async () => (made ? record : undefined) },
      lab: { ...ports.lab, status: async () => ({ dir: '/lab', lab: running ? ({} as never) : undefined }) },
    },
  };
}
const choose = (ports: Parameters<typeof chooseProvider>[0], input: object = {}) =>
  chooseProvider(ports, readInput(params, input as Readonly<Record<string, unknown>>));

describe('where a lab runs, when nobody says it, is', () => {
  it.each<[string, Parameters<typeof world>[0], object, string, string | undefined]>([
    ['kind where all that it needs works', {}, {}, 'kind', undefined],
    ['kind where the engine is podman', { there: ['podman', 'kind', 'helm'] }, {}, 'kind', undefined],
    ['embedded without kind', { there: ['docker', 'helm'] }, {}, 'embedded', 'kind was not found on PATH.'],
    ['embedded without helm', { there: ['docker', 'kind'] }, {}, 'embedded', 'helm was not found on PATH.'],
    ['embedded without an engine', { there: ['kind', 'helm'] }, {}, 'embedded', 'docker was not found on PATH.'],
    [
      'embedded where the engine does not run',
      { says: { docker: { code: 1, stdout: '', stderr: 'Cannot connect to the Docker daemon.' } } },
      {},
      'embedded',
      'docker is there, but its engine does not run: Cannot connect to the Docker daemon.',
    ],
    [
      'embedded where the engine ends with a question, which stays one',
      { says: { docker: { code: 1, stdout: '', stderr: 'Cannot connect. Is the docker daemon running?' } } },
      {},
      'embedded',
      'docker is there, but its engine does not run: Cannot connect. Is the docker daemon running?',
    ],
    [
      'embedded with a kind that is too old',
      { says: { kind: { stdout: 'kind v0.17.0' } } },
      {},
      'embedded',
      'kind 0.17.0 is too old.',
    ],
    [
      'embedded with a helm that is too old',
      { says: { helm: { stdout: 'v3.7.2' } } },
      {},
      'embedded',
      'helm v3.7.2 is too old.',
    ],
    ['embedded for its own flags', {}, { members: ['a'] }, 'embedded', undefined],
    ['embedded where such a lab runs', { running: true }, {}, 'embedded', undefined],
    ['kind for its own flags', {}, { withExample: true }, 'kind', undefined],
    ['kind where such a lab is', { made: true, running: true }, {}, 'kind', undefined],
  ])('%s', async (_, there, input, kind, why) => {
    const provider = await choose(world(there).ports, input);
    expect([provider.kind, 'why' in provider ? provider.why : undefined]).toEqual([kind, why]);
  });
});

it('no engine is asked where kind is missing', async () => {
  const { ports, programs } = world({ there: ['docker', 'helm'] });
  await choose(ports);
  expect(programs.calls).toEqual([]);
});

it('who asks for kind is told all that is missing, and the other way', async () => {
  const { ports } = world({ there: ['docker'] });
  await expect(choose(ports, { provider: 'kind' })).rejects.toMatchObject({
    code: 'config',
    message: 'A lab on kind cannot be made here:\n  kind was not found on PATH.\n  helm was not found on PATH.',
    hint: expect.stringMatching(/Get kind 0\.20.*Get helm 3\.8.*--provider embedded/s),
  });
});

it.each([
  [
    { provider: 'embedded', merge: true },
    '--merge is for a lab on kind, --provider embedded for the embedded control plane.',
  ],
  [
    { members: ['a'], address: 'container' },
    '--address is for a lab on kind, --members for the embedded control plane.',
  ],
])('%j is a contradiction', async (input, message) => {
  await expect(choose(world().ports, input)).rejects.toMatchObject({ code: 'usage', message });
});
