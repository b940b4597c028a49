// Whether the Works that the binding controllers make hold what ours says. Without ids, which are drawn.
import { isDeepStrictEqual } from 'node:util';

/** An override may have made anything of the metadata: then there is no id. */
const hasLabels = ({ metadata }) => typeof metadata?.labels === 'object' && metadata.labels !== null;

function withoutIds(manifest) {
  if (!hasLabels(manifest)) return manifest;
  const { 'work.karmada.io/permanent-id': _, ...labels } = manifest.metadata.labels;
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}

const ours = ({ cluster, work: { namespace, name }, manifest }) => ({ cluster, namespace, name, manifest });
const theirs = ({ cluster, metadata: { namespace, name }, manifest }) => ({
  cluster,
  namespace,
  name,
  manifest: withoutIds(manifest),
});
const inOrder = (works) => works.toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1));
const namesOf = (works) => works.map(({ cluster, namespace, name }) => ({ cluster, namespace, name }));

/** The names of what differs: `error`, `works`, `manifest`. After a panic there is no telling which Works there are. */
export function differences(own, said) {
  const hasError = own.some(({ error }) => error);
  if (said.panic !== undefined) return hasError ? [] : ['error'];
  const made = inOrder(own.filter(({ error }) => !error).map(ours));
  const found = inOrder(said.works.map(theirs));
  const sameNames = isDeepStrictEqual(namesOf(made), namesOf(found));
  const same = {
    error: hasError === Boolean(said.error),
    works: sameNames,
    manifest: !sameNames || isDeepStrictEqual(made, found),
  };
  return Object.keys(same).filter((name) => !same[name]);
}
