// Whether what the scheduler answered is what ours says, and if not, where they part. Plain data in, plain data out.
import { couldSay } from './fit-error.mjs';

const text = (clusters) =>
  clusters
    .map(({ name, replicas = 0 }) => `${name}=${replicas}`)
    .sort()
    .join(' ');

/** Of `undetermined.clusters` exactly `extra` have one replica more than `least`; what has none may not be listed. */
function isAllowed(clusters, least, { clusters: open, extra }) {
  const replicasIn = (list) => new Map(list.map(({ name, replicas = 0 }) => [name, replicas]));
  const [found, base] = [replicasIn(clusters), replicasIn(least)];
  const names = [...new Set([...found.keys(), ...base.keys(), ...open])];
  const more = names.filter((name) => (found.get(name) ?? 0) !== (base.get(name) ?? 0));
  const isOne = (name) => open.includes(name) && (found.get(name) ?? 0) === (base.get(name) ?? 0) + 1;
  return found.size === clusters.length && more.length === extra && more.every(isOne);
}

function sameClusters(ours, theirs) {
  if (ours.undetermined) return isAllowed(theirs.clusters ?? [], ours.clusters, ours.undetermined);
  return text(ours.clusters) === text(theirs.clusters ?? []);
}

function sameMessage(ours, theirs) {
  if (ours.error?.message === theirs.error?.message) return true;
  if (ours.error?.kind !== 'FitError' || theirs.error?.kind !== 'FitError') return false;
  return couldSay(theirs.error.message, ours.attempts[0]?.verdicts ?? []);
}

/** Of many clusters that each end it every other time, hardly one run comes through. */
const mayCrash = ({ attempts }) => attempts.some(({ estimates = [] }) => estimates.some(({ or }) => or === 'a crash'));

/**
 * The names of what differs: `outcome`, `clusters`, `affinityName`, `error kind`, `error message`,
 * `panic`.
 */
export function differences(ours, theirs) {
  const isPanic = ours.error?.kind === 'Panic';
  if (theirs.panic !== undefined) return isPanic || mayCrash(ours) ? [] : ['panic'];
  if (isPanic) return ['panic'];
  const same = {
    outcome: ours.outcome === theirs.outcome,
    clusters: sameClusters(ours, theirs),
    affinityName: (ours.affinityName || '') === (theirs.affinityName || ''),
    'error kind': ours.error?.kind === theirs.error?.kind,
    'error message': ours.error?.kind !== theirs.error?.kind || sameMessage(ours, theirs),
  };
  return Object.keys(same).filter((name) => !same[name]);
}

/** How many answers ours allows: one, or the ways to choose `extra` of the open clusters. */
export function countAllowed({ undetermined }) {
  if (!undetermined) return 1;
  const { clusters, extra } = undetermined;
  return Array.from({ length: extra }, (_, at) => (clusters.length - at) / (at + 1)).reduce((a, b) => a * b, 1);
}

/** What a cluster has room for is one number or none, by chance: ours goes on with the number. */
export const isOneOfMany = ({ doubtful = [] }) => doubtful.length > 0;
