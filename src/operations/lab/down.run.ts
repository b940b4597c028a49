import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import type { params } from './down.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LabDown';
  readonly dir: string;
  readonly stopped: boolean;
  readonly purged: boolean;
  /** What a purge left in the folder, since no lab made it. */
  readonly kept: readonly string[];
}

export async function run({ lab }: Ports, { dir, purge, yes }: Input<typeof params>): Promise<Result> {
  if (purge && !yes) {
    throw new KnownError('usage', '--purge deletes all data of the lab; it needs --yes.', {
      hint: 'karmate lab down --purge --yes',
    });
  }
  const { dir: folder, was, kept } = await lab.down(dir, purge);
  return { apiVersion: 'karmate.dev/v1', kind: 'LabDown', dir: folder, stopped: was !== 'down', purged: purge, kept };
}

export function view({ dir, stopped, purged, kept }: Result): View {
  const what = stopped ? `The lab in ${dir} is stopped` : `No lab was running in ${dir}`;
  if (!purged) return text(`${what}.`);
  const rest = kept.length > 0 ? [`Left there, since no lab made it: ${kept.join(', ')}`] : [];
  return text(`${what}; its data are deleted.`, ...rest);
}
