import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { stack, text, type View, type ViewOptions } from '../../contract/view.ts';
import type { LabState } from '../../core/lab.ts';
import { shellWord } from '../../core/shell-word.ts';
import { findLab, noLabOnKind } from './find-lab.ts';
import { type KindLabStatus, kindStatus, kindStatusView } from './kind-status.ts';
import type { params } from './status.ts';
import { componentsTable, membersTable } from './tables.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<LabState | KindLabStatus> {
  const found = await findLab(ports, input);
  if (found.provider === 'kind') {
    if (!found.record) throw noLabOnKind(found.dir);
    return kindStatus(ports, { ...found, record: found.record });
  }
  const { dir, lab } = await ports.lab.status(input.dir);
  if (lab) return lab;
  throw new KnownError('not-found', `No lab is running in ${dir}.`, { hint: 'Start it with: karmate lab up' });
}

export const view = (status: LabState | KindLabStatus, options: ViewOptions): View =>
  status.kind === 'KindLabStatus' ? kindStatusView(status) : embeddedView(status, options);

function embeddedView(lab: LabState, { wide }: ViewOptions): View {
  const { karmada, components, state } = lab;
  const troubled = components.filter((component) => component.state !== 'running');
  return stack(
    text(`Karmada ${karmada.version} is ${state} at ${karmada.server}`, `KUBECONFIG=${shellWord(karmada.kubeconfig)}`),
    membersTable(lab),
    ...(wide ? [componentsTable(components)] : troubled.length > 0 ? [componentsTable(troubled)] : []),
  );
}

/** The clusters that the lab has made. */
export const names = (status: LabState | KindLabStatus): readonly string[] =>
  (status.kind === 'KindLabStatus' ? status.clusters : status.members).map(({ name }) => name);
