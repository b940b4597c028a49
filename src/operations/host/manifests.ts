import { parseDocument } from 'yaml';
import type { Ports } from '../../contract/ports.ts';
import { chartArgs, hostArgs, type InstallWish, valueArgs } from '../../core/install-plan.ts';
import { helmFailure, runHelm } from './helm.ts';

/** The manifests as helm renders them, for people: what Secrets hold is left out. */
export async function renderManifests(ports: Ports, wish: InstallWish, base: string): Promise<string> {
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
  if (run.code === 0) return withoutSecrets(run.stdout);
  const missing = 'Where a folder lacks what it depends on: helm dependency build FOLDER';
  throw helmFailure('helm cannot render the chart', run, wish.chart === undefined ? undefined : missing);
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
