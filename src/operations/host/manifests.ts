import { parseAllDocuments, parseDocument } from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { chartArgs, hostArgs, type InstallWish, valueArgs } from '../../core/install-plan.ts';
import type { Place } from '../../core/object.ts';
import { helmFailure, runHelm } from './helm.ts';

type RenderWish = Pick<
  InstallWish,
  'release' | 'namespace' | 'chart' | 'karmada' | 'values' | 'set' | 'hostKubeconfig' | 'hostContext'
>;

/** The manifests as helm renders them, Secrets and all: they go to no log. */
export async function renderManifests(ports: Ports, wish: RenderWish, base: string): Promise<string> {
  const { release, namespace } = wish;
  const args = [
    'template',
    release,
    ...chartArgs(wish),
    '--namespace',
    namespace,
    ...valueArgs(wish),
    ...hostArgs(wish),
  ];
  const run = await runHelm(ports, args, { input: base, secret: true });
  if (run.isCut) throw new KnownError('failed', 'The manifests of the chart are too long to be read.');
  if (run.code === 0) return run.stdout;
  const missing = 'Where a folder lacks what it depends on: helm dependency build FOLDER';
  throw helmFailure('helm cannot render the chart', run, wish.chart === undefined ? undefined : missing);
}

/** What stands for manifests, so that a release tells whether it has them: whatever chart and values come to counts. */
export async function describeManifests(chartVersion: string, manifests: string): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([chartVersion, manifests]));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 12);
  return `karmate: manifests ${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Everything but Secrets stays as it is, to the letter. */
export const withoutSecrets = (manifests: string): string =>
  manifests
    .split(/^(?=---)/m)
    .map((text) => (/^kind:\s*["']?Secret\b/m.test(text) ? hideData(text) : text))
    .join('');

function hideData(text: string): string {
  const document = parseDocument(text.replace(/^---.*\n/, ''), { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) return '---\n# A Secret that is no valid YAML.\n';
  for (const field of ['data', 'stringData']) {
    const held: unknown = (document.toJS() as Record<string, unknown> | null)?.[field];
    if (typeof held !== 'object' || held === null) continue;
    for (const key of Object.keys(held)) document.setIn([field, key], '<hidden>');
  }
  return `---\n${document.toString({ lineWidth: 0 })}`;
}

/** A workload of a release, and where it is. */
export interface InstalledWorkload {
  readonly kind: string;
  readonly place: Place & { readonly name: string };
}

const workloadKinds: Readonly<Record<string, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
};

interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly annotations?: object };
}

/** What keeps running once it is installed. Hooks are no part of a release. */
export function workloadsIn(manifests: string, releaseNamespace: string): readonly InstalledWorkload[] {
  const documents = [...parseAllDocuments(manifests, { logLevel: 'error', prettyErrors: false })];
  return documents.flatMap((document): readonly InstalledWorkload[] => {
    const { kind = '', metadata = {} } = (document.toJS() as Manifest | null) ?? {};
    const { name, namespace = releaseNamespace, annotations } = metadata;
    const resource = workloadKinds[kind];
    if (resource === undefined || name === undefined || (annotations && 'helm.sh/hook' in annotations)) return [];
    return [{ kind, place: { group: 'apps', version: 'v1', resource, namespace, name } }];
  });
}
