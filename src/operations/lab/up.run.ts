import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { stack, text, type View } from '../../contract/view.ts';
import { checkMembers, type LabMember, type LabState } from '../../core/lab.ts';
import { shellWord } from '../../core/shell-word.ts';
import { chooseProvider } from './choose-provider.ts';
import { type KindLabUp, viewKindLab } from './kind-result.ts';
import { kindUp } from './kind-up.ts';
import { membersTable } from './tables.ts';
import type { params } from './up.ts';

export type Result = EmbeddedLab | KindLabUp;

interface EmbeddedLab {
  readonly lab: LabState;
  readonly already: boolean;
  /** Where the lab is, when that is not the usual place. */
  readonly dir: string | undefined;
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { members, nodes, karmada, dir } = input;
  if (members) checkMembers(members);
  const provider = await chooseProvider(ports, input);
  if (provider.kind === 'kind') return kindUp(ports, input, provider.tools);
  if (provider.why) ports.progress(`The embedded control plane is used, since for a lab on kind: ${provider.why}`);
  return { ...(await ports.lab.up({ members, nodes, karmada, dir })), dir };
}

export const data = (result: Result): unknown => ('provider' in result ? result : result.lab);

export const view = (result: Result): View => ('provider' in result ? viewKindLab(result) : viewEmbedded(result));

function viewEmbedded({ lab, already, dir }: EmbeddedLab): View {
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
