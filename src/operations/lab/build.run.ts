import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import type { BuildReport } from '../../core/lab.ts';
import type { params } from './build.ts';

export interface Result extends BuildReport {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LabBuild';
}

export const run = async ({ lab }: Ports, input: Input<typeof params>): Promise<Result> => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'LabBuild',
  ...(await lab.build({ karmada: input.karmada ?? [], with: input.with ?? [] })),
});

export const view = ({ dir, built, present }: Result): View =>
  text(built.length > 0 ? `Built ${built.join(', ')} in ${dir}` : `Nothing to build: ${present.join(', ')} in ${dir}`);
