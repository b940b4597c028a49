import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { good, stack, text, type View, warn } from '../../contract/view.ts';
import { counted } from '../../core/counted.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import { readFleet } from './read-fleet.ts';
import type { params } from './snapshot.ts';

export interface Result {
  readonly fleet: Fleet;
  /** undefined: it goes to stdout. */
  readonly file: string | undefined;
}

export async function run(ports: Ports, { out }: Input<typeof params>): Promise<Result> {
  const fleet = await readFleet(ports, { bindings: 'all' });
  if (out === '-') return { fleet, file: undefined };
  await ports.files.write([{ name: out, text: `${JSON.stringify(fleet, null, 2)}\n` }]);
  return { fleet, file: out };
}

export function view({ fleet, file }: Result): View {
  if (file === undefined) return text(JSON.stringify(fleet, null, 2));
  const policies = fleet.propagationPolicies.length + fleet.clusterPropagationPolicies.length;
  const overrides = fleet.overridePolicies.length + fleet.clusterOverridePolicies.length;
  const bindings = fleet.resourceBindings.length + fleet.clusterResourceBindings.length;
  const counts = [
    counted(fleet.clusters.length, 'cluster'),
    counted(policies, 'propagation policy', 'propagation policies'),
    counted(overrides, 'override policy', 'override policies'),
    counted(bindings, 'binding'),
  ];
  return stack(
    text(good(`${file}: ${counts.join(', ')}`)),
    ...(fleet.unread.length > 0
      ? [text(warn(`Not in it, since you may not read them: ${fleet.unread.join(', ')}`))]
      : []),
  );
}

export const data = ({ fleet }: Result): Fleet => fleet;
