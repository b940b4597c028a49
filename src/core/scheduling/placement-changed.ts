import { DecodeError, decodeFields } from '../go/decode.ts';
import type { Placement } from '../karmada-types/policy.ts';
import { placementShape } from './placement-shape.ts';
import type { Rules } from './rules.ts';

/** Where these differ, the scheduler acts whatever affinity group is in use. */
const always = ['clusterAffinity', 'clusterTolerations', 'spreadConstraints', 'replicaScheduling'];

/**
 * Whether a placement is another one than that which a binding was scheduled by: placementChanged in
 * pkg/scheduler/helper.go. `applied` is the JSON that an annotation holds, '' if there is none; `observed` is the
 * affinity group in use. What cannot be read is taken for the same.
 */
export function placementChanged(placement: Placement, applied: string, observed: string, rules: Rules): boolean {
  if (applied === '') return true;
  const shape = placementShape(rules);
  const old = readText(applied, (value) => decodeFields(value, shape, true));
  if (!old) return false;
  const now = decodeFields(placement, shape, false);
  const isSame = (field: string): boolean => JSON.stringify(now[field]) === JSON.stringify(old[field]);
  if (Object.keys(shape.fields).every(isSame)) return false;
  if (!always.every(isSame)) return true;
  // The groups are left, and workloadAffinity, which is not asked for itself.
  return groupChanged(now.clusterAffinities, old.clusterAffinities, observed);
}

/** clusterAffinitiesChanged: another group than the one in use may change as it likes. */
function groupChanged(now: unknown, old: unknown, observed: string): boolean {
  if (observed === '') return true;
  const [is, was] = [groupOf(now, observed), groupOf(old, observed)];
  return is === undefined || was === undefined || JSON.stringify(is) !== JSON.stringify(was);
}

const groupOf = (groups: unknown, name: string): unknown =>
  ((groups ?? []) as readonly { readonly affinityName: string }[]).find(({ affinityName }) => affinityName === name);

function readText<T>(text: string, read: (value: unknown) => T): T | undefined {
  try {
    return read(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DecodeError) return undefined;
    throw error;
  }
}
