// Makes a case that shows something as small as it gets: takes parts away and lowers numbers as long as it still shows it.

/** What the API wants to be there, and what says which object is meant. */
const kept = new Set([
  ...[
    'apiVersion',
    'kind',
    'metadata',
    'name',
    'namespace',
    'labels',
    'annotations',
    'uid',
    'ownerReferences',
    'finalizers',
  ],
  ...['spec', 'status', 'binding', 'clusters', 'resource', 'template', 'objects', 'settle', 'byKarmada', 'preemption'],
  ...['key', 'operator', 'effect', 'weight', 'affinityName', 'targetCluster', 'resourceSelectors', 'fromCluster'],
  ...['reason', 'producer', 'groupVersion', 'grade', 'count', 'ranges', 'min', 'max', 'type'],
]);

const isKept = (key) => kept.has(key) || /(policy|binding)\.karmada\.io\/(permanent-id|name|namespace)$/.test(key);

const withoutKey = (object, key) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

/** Smaller numbers, the smallest first. */
const lower = (number) =>
  [0, 1, Math.trunc(number / 2), number - 1].filter(
    (other, at, all) => other < number && all.indexOf(other) === at && other >= 0,
  );

/** Without each half (of a long list), then without each one. */
function* shorter(list) {
  if (list.length > 3) {
    const half = list.length >> 1;
    yield list.slice(half);
    yield list.slice(0, half);
  }
  for (const at of list.keys()) yield list.toSpliced(at, 1);
}

/** Every value that is one step simpler than this one. */
export function* simpler(value, isTop = true) {
  if (typeof value === 'number') yield* lower(value);
  else if (Array.isArray(value)) {
    yield* shorter(value);
    for (const [at, inner] of value.entries()) for (const other of simpler(inner, false)) yield value.with(at, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) if (!isKept(key) && !isTop) yield withoutKey(value, key);
    for (const [key, inner] of Object.entries(value))
      for (const other of simpler(inner, false)) yield { ...value, [key]: other };
    if (isTop) for (const key of Object.keys(value)) if (!isKept(key)) yield withoutKey(value, key);
  }
}

/**
 * `shows(case)` says whether a case still shows it; `mend(smaller, former)` puts right what hangs together, or gives nothing. At most `tries`
 * questions are asked.
 */
export async function shrink(found, shows, { mend = (smaller) => smaller, tries = 3000 } = {}) {
  let smallest = found;
  let left = tries;
  const step = async () => {
    for (const candidate of simpler(smallest)) {
      if (left-- <= 0) return false;
      const smaller = mend(candidate, smallest);
      if (smaller && (await shows(smaller))) {
        smallest = smaller;
        return true;
      }
    }
    return false;
  };
  while (await step()) if (left <= 0) break;
  return smallest;
}
