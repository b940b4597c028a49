import { KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import type { params } from './down.ts';
import { besideSentence, findLab } from './find-lab.ts';
import { type KindDown, kindDown, kindDownView } from './kind-down.ts';

/** Of the embedded lab. */
export interface EmbeddedDown {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LabDown';
  readonly dir: string;
  readonly stopped: boolean;
  readonly purged: boolean;
  /** What a purge left in the folder, since no lab made it. */
  readonly kept: readonly string[];
}

export type Result = EmbeddedDown | KindDown;

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { dir, purge, yes } = input;
  const found = await findLab(ports, input);
  if (found.provider === 'kind') {
    if (!found.beside) return kindDown(ports, found.dir, yes);
    throw new KnownError('usage', `There is a lab on kind in ${found.dir}. ${besideSentence(found.beside)}.`, {
      hint: 'Say which: karmate lab down --provider kind, or --provider embedded',
    });
  }
  if (purge && !yes) {
    throw new KnownError('usage', '--purge deletes all data of the lab; it needs --yes.', {
      hint: 'karmate lab down --purge --yes',
    });
  }
  const { dir: folder, was, kept } = await ports.lab.down(dir, purge);
  return { apiVersion: 'karmate.dev/v1', kind: 'LabDown', dir: folder, stopped: was !== 'down', purged: purge, kept };
}

export const outcome = (result: Result): Outcome =>
  result.kind === 'KindLabDown' && result.failures.length > 0
    ? { kind: 'partial', exit: 'partial', failures: result.failures }
    : { kind: 'ok' };

export const view = (result: Result): View =>
  result.kind === 'KindLabDown' ? kindDownView(result) : embeddedView(result);

function embeddedView({ dir, stopped, purged, kept }: EmbeddedDown): View {
  const what = stopped ? `The lab in ${dir} is stopped` : `No lab was running in ${dir}`;
  if (!purged) return text(`${what}.`);
  const rest = kept.length > 0 ? [`Left there, since no lab made it: ${kept.join(', ')}`] : [];
  return text(`${what}; its data are deleted.`, ...rest);
}
