import { KnownError } from '../../src/contract/errors.ts';
import type { Kube, Kubeconfigs, Ports, ProgramOptions, Programs, Written } from '../../src/contract/ports.ts';
import type { Chosen } from '../../src/core/kubeconfig.ts';
import { type Access, chosenOf } from '../../src/core/kubeconfig-access.ts';
import { commandLine, type ProgramArg, type ProgramRun } from '../../src/core/program.ts';
import { sameJson } from '../../src/core/same-json.ts';
import { type FakeKube, fakeKube } from './fake-kube.ts';

export { type FakeKube, fakeKube };

/** What a fake program was asked, and how. */
export interface ProgramCall {
  readonly line: string;
  readonly name: string;
  readonly args: readonly ProgramArg[];
  readonly options: ProgramOptions;
}

export interface FakePrograms extends Programs {
  readonly calls: ProgramCall[];
}

/** Programs that only answer. One that is not among `there` is missing; without an answer a run ends well and says nothing. */
export function fakePrograms(
  there: readonly string[] = [],
  answer: (call: ProgramCall) => Partial<ProgramRun> | undefined = () => undefined,
): FakePrograms {
  const calls: ProgramCall[] = [];
  return {
    calls,
    logFile: async (name) => `/logs/${name}.log`,
    find: async (name) => (there.includes(name) ? `/bin/${name}` : undefined),
    run: async (name, args, options = {}) => {
      if (!there.includes(name)) {
        throw new KnownError('config', `${name} was not found on PATH.`, { hint: options.hint });
      }
      const call = { line: commandLine(name, args), name, args, options };
      calls.push(call);
      return { code: 0, signal: null, stdout: '', stderr: '', isCut: false, ...answer(call) };
    },
  };
}

export interface FakeKubeconfigs extends Kubeconfigs {
  /** What would be on disk. */
  readonly written: Map<string, Access>;
}

/** Kubeconfigs without a disk; all that are made lead to the one server. */
export function fakeKubeconfigs(server: Kube): FakeKubeconfigs {
  const written = new Map<string, Access>();
  const put = async (path: string, access: Access): Promise<Written> => {
    const before = written.get(path);
    written.set(path, access);
    return before ? (sameJson(before, access) ? 'unchanged' : 'replaced') : 'created';
  };
  const chosen = (name: string, text: string): Chosen => chosenOf(JSON.parse(text) as Access, name);
  return {
    written,
    ofKarmada: async () => chosen('config', '{"name":"karmada","cluster":{"server":"https://karmada:5443"},"user":{}}'),
    read: async (name, text) => chosen(name, text),
    connect: async () => server,
    format: async (access) => JSON.stringify(access),
    isThere: async (path) => written.has(path),
    write: (path, access) => put(path, access),
    mergeTarget: async () => 'home',
    merge: async (access, { into = 'home' }) => ({ path: into, result: await put(into, access) }),
    remove: async (path, contexts) => {
      const held = written.get(path);
      written.delete(path);
      return { removed: held ? contexts.map(({ name }) => name) : [], left: [] };
    },
  };
}

export interface FakePorts extends Ports {
  readonly said: string[];
  readonly clock: { at: number };
}

/** Ports where time passes only by sleeping. */
export function fakePorts(karmada: FakeKube, member: FakeKube = fakeKube(), text = ''): FakePorts {
  const said: string[] = [];
  const clock = { at: 0 };
  const missing = (): never => {
    throw new Error('this test has no lab');
  };
  const ports: FakePorts = {
    said,
    clock,
    karmada: {
      ...karmada,
      member: () => member,
      release: async () => undefined,
      givenRelease: async () => undefined,
      givenNamespace: undefined,
    },
    connect: () => member,
    lab: { up: missing, status: missing, down: missing, build: missing, control: missing, fill: missing },
    karmadaAt: missing,
    // There is none on kind: what a lab is asked for is answered by the embedded one.
    kindLabs: {
      folder: async (dir) => dir ?? '/state/kind',
      read: async () => undefined,
      write: missing,
      alone: missing,
      forget: missing,
    },
    programs: fakePrograms(),
    kubeconfigs: fakeKubeconfigs(member),
    shipped: missing,
    confirm: async () => false,
    files: {
      read: async () => [{ name: 'all.yaml', text }],
      find: missing,
      absolute: async (path) => path,
      write: missing,
    },
    host: { addresses: missing, takenPorts: missing, kernelModules: missing, kernelSetting: missing },
    progress: (message) => void said.push(message),
    signal: new AbortController().signal,
    now: () => clock.at,
    sleep: async (ms) => {
      clock.at += ms;
    },
    afterwards: async () => ports,
    atMost: (_, work) => work,
    about: { version: '1.2.3', node: 'v20', platform: 'test' },
  };
  return ports;
}

export async function answerOf<T>(answers: AsyncIterable<T>): Promise<T> {
  for await (const answer of answers) return answer;
  throw new Error('there was no answer');
}
