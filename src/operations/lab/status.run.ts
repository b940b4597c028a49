import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { stack, text, type View, type ViewOptions } from '../../contract/view.ts';
import type { LabState } from '../../core/lab.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { params } from './status.ts';
import { componentsTable, membersTable } from './tables.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<LabState> {
  const { dir, lab } = await ports.lab.status(input.dir);
  if (lab) return lab;
  throw new KnownError('not-found', `No lab is running in ${dir}.`, { hint: 'Start it with: karmate lab up' });
}

export function view(lab: LabState, { wide }: ViewOptions): View {
  const { karmada, components, state } = lab;
  const troubled = components.filter((component) => component.state !== 'running');
  return stack(
    text(`Karmada ${karmada.version} is ${state} at ${karmada.server}`, `KUBECONFIG=${shellWord(karmada.kubeconfig)}`),
    membersTable(lab),
    ...(wide ? [componentsTable(components)] : troubled.length > 0 ? [componentsTable(troubled)] : []),
  );
}
