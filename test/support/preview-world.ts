import { parse } from 'yaml';
import { KnownError } from '../../src/contract/errors.ts';
import { exitCodeOf } from '../../src/contract/operation.ts';
import type { Kube, ListQuery, Ports } from '../../src/contract/ports.ts';
import { type KubeObject, type Place, pathOf, type Resource } from '../../src/core/object.ts';
import type { WorkloadPreview } from '../../src/core/preview/preview.ts';
import { preview } from '../../src/operations/preview/preview.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf, type FakeKube, fakeKube, fakePorts } from './fake-ports.ts';

const policyKinds: Readonly<Record<string, Resource>> = Object.fromEntries(
  ['PropagationPolicy', 'ClusterPropagationPolicy', 'OverridePolicy', 'ClusterOverridePolicy'].map((kind) => {
    const resource = kind.replace(/y$/, 'ies').toLowerCase();
    const namespaced = !kind.startsWith('Cluster');
    return [kind, { group: 'policy.karmada.io', version: 'v1alpha1', resource, kind, namespaced }];
  }),
);

export interface PreviewWorld {
  readonly karmada: FakeKube;
  readonly ports: Ports;
  /** What is on this machine, by path. */
  readonly files: Map<string, string>;
  readonly put: (path: string, object: object) => void;
  /** `karmate preview`, of the manifests in `text` where there are any. */
  readonly ask: (input?: Readonly<Record<string, unknown>>, text?: string) => Promise<Asked>;
}

export interface Asked {
  readonly exit: number;
  readonly text: string;
  readonly names: readonly string[];
  readonly sarif: unknown;
  readonly data: {
    readonly karmada: string;
    readonly workloads: readonly WorkloadPreview[];
    readonly findings: readonly { readonly code: string; readonly source?: string; readonly message: string }[];
    readonly unknown: readonly string[];
    readonly failures: readonly { readonly code: string; readonly message: string }[];
    readonly unchanged: number;
  };
}

/** A Karmada in memory whose server rehearses what is applied, as far as a preview sees it. */
export function previewWorld(
  release: { readonly min?: string; readonly max?: string } = { min: '1.18', max: '1.18' },
): PreviewWorld {
  const karmada = fakeKube();
  const files = new Map<string, string>();
  const rehearsing: Partial<Kube> = {
    apply: async (place, text, { dryRun }) => {
      if (!dryRun) throw new Error('a preview writes nothing');
      const refused = karmada.refuse.get(pathOf(place));
      if (refused) throw refused;
      const namespace = `/api/v1/namespaces/${place.namespace}`;
      if (place.namespace && place.namespace !== 'default' && !karmada.objects.has(namespace))
        throw new KnownError('not-found', `there is no namespace "${place.namespace}".`);
      const held = karmada.objects.get(pathOf(place));
      const written = parse(text) as KubeObject;
      const id = `${written.kind?.toLowerCase()}.karmada.io/permanent-id`;
      const labels = place.group === 'policy.karmada.io' ? { [id]: 'drawn' } : {};
      const metadata = {
        ...written.metadata,
        ...(place.namespace ? { namespace: place.namespace } : {}),
        labels: { ...written.metadata.labels, ...held?.metadata.labels, ...labels },
        uid: held?.metadata.uid ?? 'of the dry run',
      };
      return { object: { ...written, metadata }, created: !held };
    },
    // Without a namespace, those of all namespaces.
    list: async <T extends KubeObject>(place: Place, { fieldSelector = '' }: ListQuery = {}) => {
      const refused = karmada.refuse.get(pathOf(place));
      if (refused) throw refused;
      const { group, version, resource, namespace = '[^/]+' } = place;
      const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
      const isListed = new RegExp(`^${root}/(?:namespaces/${namespace}/)?${resource}/[^/]+$`);
      const [, name] = fieldSelector.split('metadata.name=');
      const found = [...karmada.objects].filter(([path]) => isListed.test(path)).map(([, object]) => object as T);
      return { items: found.filter(({ metadata }) => name === undefined || metadata.name === name) };
    },
    resolve: async (kind) => policyKinds[kind.kind] ?? karmada.resolve(kind),
  };
  const base = fakePorts(karmada);
  const ports: Ports = {
    ...base,
    karmada: {
      ...base.karmada,
      ...rehearsing,
      release: async () => ({ ...release, source: 'schema', grounds: [] }),
    },
    files: {
      ...base.files,
      read: async (sources) =>
        sources.map((source) => ({
          name: 'app.yaml',
          text: 'text' in source ? source.text : (files.get(source.from) ?? ''),
        })),
      find: async (path) => files.get(path),
      write: async (documents) => {
        for (const { name, text } of documents) files.set(name, text);
      },
    },
  };
  return {
    karmada,
    ports,
    files,
    put: (path, object) => void karmada.objects.set(path, object as KubeObject),
    ask: async (input = {}, text) => {
      if (text !== undefined) files.set('app.yaml', text);
      const given = text === undefined ? {} : { filename: [{ from: 'app.yaml' }] };
      const answer = await answerOf(preview.invoke(ports, { ...given, ...input }));
      return {
        exit: exitCodeOf(answer.outcome),
        text: await renderView(answer.view({ wide: false, now: 0 }), false),
        names: answer.names?.() ?? [],
        data: answer.data as Asked['data'],
        sarif: answer.sarif?.(),
      };
    },
  };
}

const policies = '/apis/policy.karmada.io/v1alpha1';
export const policyPath = (name: string, namespace = 'default'): string =>
  `${policies}/namespaces/${namespace}/propagationpolicies/${name}`;
export const clusterPath = (name: string): string => `/apis/cluster.karmada.io/v1alpha1/clusters/${name}`;
export const deploymentPath = (name: string): string => `/apis/apps/v1/namespaces/default/deployments/${name}`;
export const bindingPath = (name: string): string =>
  `/apis/work.karmada.io/v1alpha2/namespaces/default/resourcebindings/${name}`;
