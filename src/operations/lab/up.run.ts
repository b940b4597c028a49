import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { stack, text, type View } from '../../contract/view.ts';
import { checkMembers, type LabMember, type LabState } from '../../core/lab.ts';
import { shellWord } from '../../core/shell-word.ts';
import { membersTable } from './tables.ts';
import type { params } from './up.ts';

export interface Result {
  readonly lab: LabState;
  readonly already: boolean;
  /** Where the lab is, when that is not the usual place. */
  readonly dir: string | undefined;
}

export async function run({ lab }: Ports, { members, nodes, karmada, dir }: Input<typeof params>): Promise<Result> {
  if (members) checkMembers(members);
  return { ...(await lab.up({ members, nodes, karmada, dir })), dir };
}

export const data = ({ lab }: Result): unknown => lab;

export function view({ lab, already, dir }: Result): View {
  const { karmada, members, seconds } = lab;
  const how = already ? 'is already running' : `is ready${seconds ? ` after ${seconds} s` : ''}`;
  return stack(
    text(`Karmada ${karmada.version} ${how} at ${karmada.server}`),
    membersTable(lab),
    text(
      'Go on with:',
      `  export KUBECONFIG=${shellWord(karmada.kubeconfig)}`,
      ...members.slice(0, 2).map((member, index) => `  ${joinLine(`member${index + 1}`, member)}`),
      '  karmate get clusters',
      `Stop it with: karmate lab down${dir === undefined ? '' : ` --dir ${shellWord(lab.dir)}`}`,
    ),
  );
}

const joinLine = (name: string, { kubeconfig, context }: LabMember): string =>
  `karmate join ${name} --cluster-kubeconfig ${shellWord(kubeconfig)} --cluster-context ${shellWord(context)}`;
