// Where a fault can strike: one point for each request of a run without faults. Plain data in, plain data out.
import { kindNames, kinds } from './kinds.mjs';

/** The path of a request, the same whatever the cluster is called. */
export const pathOf = (url, cluster) =>
  decodeURIComponent(new URL(url, 'https://x').pathname).replaceAll(cluster, 'NAME');

export const sameRequest = (one, other) =>
  one.side === other.side && one.method === other.method && one.path === other.path && one.n === other.n;

/** What is asked again and again is asked more or less often: of it the first few count. */
const mostOfOne = 3;

const idOf = (command, { side, method, path, n }) => `${command}:${side}:${method}:${path}#${n}`;

/** The points of a command from the logs of several runs without faults: those that each run has. */
export function pointsOf(command, logs) {
  const inAll = (entry) => logs.every((log) => log.some((other) => sameRequest(other, entry)));
  const [first] = logs;
  const chosen = first.filter((entry) => entry.n <= mostOfOne && inAll(entry));
  return chosen.map((entry, at) => ({
    id: idOf(command, entry),
    command,
    side: entry.side,
    method: entry.method,
    path: entry.path,
    n: entry.n,
    ...surroundings(entry, first, inAll),
    reads: readsAround(chosen, at),
  }));
}

/** `after`: the last request that its server had answered when it came. `crowd`: how many came between that and its answer. */
function surroundings(entry, log, inAll) {
  const there = log.filter(({ side }) => side === entry.side);
  const former = there
    .filter((other) => other.answered < entry.arrived)
    .sort((a, b) => a.answered - b.answered)
    .filter(inAll)
    .at(-1);
  const since = former?.answered ?? 0;
  const crowd = there.filter(({ arrived }) => arrived > since && arrived <= (entry.answered ?? Infinity));
  const { side, method, path, n } = former ?? {};
  return { after: former && { side, method, path, n }, crowd: Math.max(1, crowd.length) };
}

/** How many reads of one side follow each other here, with no write in between. */
function readsAround(entries, at) {
  if (isWrite(entries[at])) return 0;
  const isRow = (entry) => entry !== undefined && !isWrite(entry);
  let [from, to] = [at, at];
  while (isRow(entries[from - 1])) from--;
  while (isRow(entries[to + 1])) to++;
  return entries.slice(from, to + 1).filter(({ side }) => side === entries[at].side).length;
}

/** A question about rights is a POST that changes nothing. */
export const isWrite = ({ method, path }) => method !== 'GET' && !path.endsWith('/selfsubjectaccessreviews');

/** Every point with every kind of fault. */
export const casesOf = (points) =>
  points.flatMap((point) =>
    kindNames
      .filter((kind) => isWrite(point) || !kinds[kind].writesOnly)
      .map((kind) => ({ id: `${point.id}/${kind}`, point, kind })),
  );

const manyReads = 8;
const kindsOfMany = 3;

/**
 * Many reads in a row, with no write in between, are one look around: each meets three kinds in turn, so that the look meets
 * every kind, some often. Of a few reads, and of every write, nothing is left out.
 */
export function withoutRepetition(cases) {
  const places = new Map();
  const placeOf = ({ id }) => places.get(id) ?? places.set(id, places.size).get(id);
  const reads = kindNames.filter((kind) => !kinds[kind].writesOnly);
  return cases.filter(({ point, kind }) => {
    if (isWrite(point) || point.reads < manyReads) return true;
    const first = placeOf(point) * kindsOfMany;
    return Array.from({ length: kindsOfMany }, (_, at) => reads[(first + at) % reads.length]).includes(kind);
  });
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randoms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `percent` of the cases, at least one; which, and in which order, the seed says. */
export function sampleOf(cases, { seed, percent }) {
  const random = randoms(seed);
  const mixed = [...cases];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other], mixed[at]];
  }
  return mixed.slice(0, Math.max(1, Math.ceil((cases.length * percent) / 100)));
}
