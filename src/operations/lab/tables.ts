import { bad, type Cell, good, type View, warn } from '../../contract/view.ts';
import type { LabComponent, LabState } from '../../core/lab.ts';

export const membersTable = ({ members }: LabState): View => ({
  kind: 'table',
  head: ['MEMBER', 'VERSION', 'NODES', 'CONTEXT', 'SERVER'],
  rows: members.map(({ name, kubernetesVersion, nodes, context, server }) => [
    name,
    kubernetesVersion,
    String(nodes),
    context,
    server,
  ]),
});

export const componentsTable = (components: readonly LabComponent[]): View => ({
  kind: 'table',
  head: ['COMPONENT', 'STATE', 'PID', 'RESTARTS', 'LOG'],
  rows: components.map(({ name, state, pid, restarts, log }) => [
    name,
    stateCell(state),
    pid ? String(pid) : '',
    String(restarts),
    log,
  ]),
});

function stateCell(state: LabComponent['state']): Cell {
  if (state === 'running') return good(state);
  return state === 'failed' ? bad(state) : warn(state);
}
