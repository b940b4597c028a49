import { KnownError } from '../../src/contract/errors.ts';
import type { Kube, Kubeconfigs, Ports, ProgramOptions, Programs, Written } from '../../src/contract/ports.ts';
import type { Chosen } from '../../src/core/kubeconfig.ts';
import { type Access, chosenOf } from '../../src/core/kubeconfig-access.ts';
import { type KubeObject, type Place, pathOf, type Resource } from '../../src/core/object.ts';
import { commandLine, type ProgramArg, type ProgramRun } from '../../src/core/program.ts';
import { sameJson } from '../../src/core/same-json.ts';

/** An API server in memory: enough of one to see what an operation does with its answers. Failures are put in by hand. */
export interface FakeKube extends Kube {
  readonly objects: Map<string, KubeObject>;
  /** Every write, as `create /path`. */
  readonly writes: string[];
  /** What to throw for a path, before anything else is done. */
  readonly refuse: Map<string, KnownError>;
  /** What to do after a write, as a controller would. */
  readonly controllers: ((path: string, kube: FakeKube) => void)[];
}

const kinds: Readonly<Record<string, Resource>> = {
  ConfigMap: { group: '', version: 'v1', resource: 'configmaps', kind: 'ConfigMap', namespaced: true },
  Namespace: { group: '', version: 'v1', resource: 'namespaces', kind: 'Namespace', namespaced: false },
  CustomResourceDefinition: {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    resource: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
  },
  Deployment: { group: 'apps', version: 'v1', resource: 'deployments', kind: 'Deployment', namespaced: true },
};

/** As a server does (RFC 7386), but that nothing is taken away. */
function mergePatch(held: unknown, patch: unknown): unknown {
  const isMapping = (value: unknown): value is object => typeof value === 'object' && value !== null;
  if (!isMapping(held) || !isMapping(patch) || Array.isArray(patch)) return patch;
  const merged = Object.entries(patch).map(([key, value]) => [key, mergePatch(held[key as never], value)]);
  return { ...held, ...Object.fromEntries(merged) };
}

export function fakeKube(server = 'https://fake'): FakeKube {
  const objects = new Map<string, KubeObject>();
  const writes: string[] = [];
  const refuse = new Map<string, KnownError>();
  const controllers: FakeKube['controllers'] = [];
  const guard = (path: string): void => {
    const failure = refuse.get(path);
    if (failure) throw failure;
  };
  const put = <T extends KubeObject>(verb: string, place: Place, object: KubeObject): T => {
    const path = pathOf(place);
    guard(path);
    writes.push(`${verb} ${path}`);
    objects.set(path, object);
    for (const controller of controllers) controller(path, kube);
    return objects.get(path) as T;
  };
  const find = async <T extends KubeObject>(place: Place): Promise<T | undefined> => {
    guard(pathOf(place));
    return objects.get(pathOf(place)) as T | undefined;
  };
  const kube: FakeKube = {
    objects,
    writes,
    refuse,
    controllers,
    target: async () => ({ server, context: 'c', namespace: 'default', namespaceIsExplicit: false, insecure: false }),
    find,
    get: async <T extends KubeObject>(place: Place) => {
      const held = await find<T>(place);
      if (!held) throw new KnownError('not-found', `${pathOf(place)} not found`);
      return held;
    },
    list: async <T extends KubeObject>(place: Place) => {
      guard(pathOf(place));
      const inside = [...objects].filter(
        ([path]) => path.startsWith(`${pathOf(place)}/`) && !path.slice(pathOf(place).length + 1).includes('/'),
      );
      return { items: inside.map(([, object]) => object as T) };
    },
    // Objects alone, as servers give them that know no tables.
    table: async (place) => {
      const held = place.name === undefined ? (await kube.list(place)).items : [await kube.find(place)];
      return { columns: [], rows: held.flatMap((object) => (object ? [{ cells: [], object }] : [])) };
    },
    create: async (place, object) =>
      put(
        'create',
        { ...place, name: object.metadata.name },
        { ...object, metadata: { uid: `uid-${object.metadata.name}`, ...object.metadata } },
      ),
    merge: async (place, patch) => put('merge', place, mergePatch(objects.get(pathOf(place)), patch) as KubeObject),
    patch: async (place, operations) => {
      const held = objects.get(pathOf(place));
      return put('patch', place, {
        ...held,
        metadata: {
          ...held?.metadata,
          name: place.name ?? '',
          ...Object.fromEntries(
            operations
              .filter(({ path }) => path === '/metadata/managedFields')
              .map(({ value }) => ['managedFields', value]),
          ),
        },
      });
    },
    apply: async (place, manifest) => {
      const before = objects.get(pathOf(place));
      const isSame = before !== undefined && 'text' in before && before.text === manifest;
      const version = Number(before?.metadata.resourceVersion ?? 0) + (isSame ? 0 : 1);
      const { name = '', namespace } = place;
      const scope = namespace === undefined ? {} : { namespace };
      const metadata = { name, ...scope, uid: 'u', generation: version, resourceVersion: String(version) };
      return { object: put('apply', place, { metadata, ...{ text: manifest } }), created: !before };
    },
    delete: async (place) => {
      await kube.get(place);
      writes.push(`delete ${pathOf(place)}`);
      objects.delete(pathOf(place));
    },
    resolve: async ({ kind }) => kinds[kind],
    version: async () => {
      guard('/version');
      return 'v1.35.3';
    },
  };
  return kube;
}

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
  return {
    said,
    clock,
    karmada: { ...karmada, member: () => member, release: async () => undefined },
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
    atMost: (_, work) => work,
    about: { version: '1.2.3', node: 'v20', platform: 'test' },
  };
}

export async function answerOf<T>(answers: AsyncIterable<T>): Promise<T> {
  for await (const answer of answers) return answer;
  throw new Error('there was no answer');
}
