// What the stores of a member and of Karmada hold of one worker, read from etcd itself; contents by the API servers.
import { normalise, objectOf, titleOf } from './objects.mjs';

const sides = (member) => [
  { side: 'member', prefix: `/${member}` },
  { side: 'karmada', prefix: '/karmada' },
  { side: 'karmada', prefix: '/karmada-aggregated' },
];

/**
 * `etcd` and `ask` ({ member, karmada }) are clients. What bears the name of another worker's cluster is not looked at.
 * `everything()` is the whole store with hashes, to be compared with later, by key; `read(base)` what is there beside it:
 * `extra` objects, `missing` and `changed` ones, by their titles.
 */
export function createStores({ etcd, ask, member, cluster, others }) {
  const isOthers = (key) => others.some((name) => new RegExp(`(?<![a-z0-9])${name}(?![a-z0-9])`).test(key));
  const entries = async (how) => {
    const found = await Promise.all(
      sides(member).map(async ({ side, prefix }) =>
        (await etcd[how](`${prefix}/`)).map((entry) => ({ ...entry, object: objectOf(side, prefix, entry.key) })),
      ),
    );
    return found.flat().filter(({ key, object }) => object && !isOthers(key));
  };
  const everything = () => entries('hashes');

  const read = async (base) => {
    const now = await entries('keys');
    const there = new Set(now.map(({ key }) => key));
    const extra = now.filter(({ key }) => !base.has(key)).map(({ object }) => object);
    const missing = [...base.values()].filter(({ key }) => !there.has(key)).map(({ object }) => object);
    const changed = [];
    for (const { key, revision, object } of now) {
      const former = base.get(key);
      if (former === undefined || former.revision === revision) continue;
      if ((await etcd.hash(key)) === former.hash) base.set(key, { ...former, revision });
      else changed.push(object);
    }
    return { extra, missing, changed };
  };

  /** The contents of objects that karmate writes; the rest is Karmada's own. Undefined while one of them goes away. */
  const contents = async (objects) => {
    const read = await Promise.all(
      objects.filter(isOurs).map(async (object) => {
        const { status, body } = await ask[object.side]('GET', object.path);
        return status === 200 ? { title: titleOf(object), body } : undefined;
      }),
    );
    return read.includes(undefined) ? undefined : normalise(read, cluster);
  };
  return { everything, read, contents };
}

const written = ['namespace', 'serviceaccount', 'secret', 'clusterrole', 'clusterrolebinding', 'cluster'];
const isOurs = ({ kind, path }) => path !== undefined && written.includes(kind);
