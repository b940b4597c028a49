// Whether the override manager made of a manifest what ours says. Of errors only that there is one: Karmada's words are
// those of its libraries, and where it reads behind the end of a list it panics, so that no Work is made either.
import { isDeepStrictEqual } from 'node:util';

/** The names of what differs: `error`, `object`, `applied`. */
export function differences(ours, theirs) {
  if (ours.error !== undefined || theirs.error || theirs.panic !== undefined)
    return (ours.error !== undefined) === Boolean(theirs.error ?? theirs.panic) ? [] : ['error'];
  const same = {
    object: isDeepStrictEqual(ours.manifest, theirs.object),
    applied: isDeepStrictEqual({ ...ours.applied }, theirs.applied),
  };
  return Object.keys(same).filter((name) => !same[name]);
}
