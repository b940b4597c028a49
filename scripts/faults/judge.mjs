// Whether the stores are as they should be. Plain data in, plain data out.
import { titleOf } from './objects.mjs';

/**
 * What a run has said is still there: steps that are `left` of a join; of an unjoin all that are not done, what stays in the
 * member and what is kept there for others. A namespace stands for what comes with every namespace.
 */
export function listedBy({ command, stdout, stderr }) {
  const found = [...reports(stderr), ...reports(stdout)];
  const steps = found.flatMap(stepsIn);
  const isThere = ({ state }) => (command === 'join' ? state === 'left' : state !== 'done' && state !== 'undone');
  const inMember = found
    .flatMap(({ clusters }) => clusters ?? [])
    .flatMap(({ leftInMember, kept }) => [...(leftInMember ?? []), ...(kept ?? [])]);
  return [...steps.filter(isThere), ...inMember.map((one) => ({ ...one, side: 'member' }))].map(asObject);
}

/** The JSON that was said, whatever else was. */
export function reports(text) {
  const parse = (json) => {
    try {
      return [JSON.parse(json)];
    } catch {
      return [];
    }
  };
  const whole = parse(text);
  return whole.length > 0 ? whole : text.split('\n').flatMap((line) => (line.startsWith('{') ? parse(line) : []));
}

const stepsIn = ({ error, clusters, steps, failures }) => [
  ...(steps ?? []),
  ...(error ? stepsIn(error) : []),
  ...(clusters ?? []).flatMap(stepsIn),
  ...(failures ?? []).flatMap(stepsIn),
];

/** `clusterrole.rbac.authorization.k8s.io/x` is the same as `clusterrole/x`. */
function asObject({ side, object, namespace }) {
  const slash = object.indexOf('/');
  return { side, kind: object.slice(0, slash).split('.')[0], namespace, name: object.slice(slash + 1) };
}

/** What comes by itself with an object that is listed, and goes with it. */
function comesWith(object, listed, cluster) {
  const { side, kind, namespace, name } = object;
  const has = (wanted) => listed.some((one) => titleOf(one) === titleOf(wanted));
  const isDefault =
    (kind === 'serviceaccount' && name === 'default') || (kind === 'configmap' && name === 'kube-root-ca.crt');
  if (isDefault && has({ side, kind: 'namespace', name: namespace })) return true;
  const execution = `karmada-es-${cluster}`;
  const isExecution = side === 'karmada' && (namespace === execution || (kind === 'namespace' && name === execution));
  const isByWork = side === 'member' && kind.startsWith('clusterrole') && name === 'karmada-impersonator';
  const isByKarmada = isExecution || isByWork;
  const kept = has({ side: 'karmada', kind: 'cluster', name: cluster });
  return isByKarmada && (kept || has({ side: 'karmada', kind: 'namespace', name: execution }));
}

const titles = (objects) => objects.map(titleOf);
const changedTitles = (objects) => objects.map((object) => `${titleOf(object)} (changed)`);

/** Against the state before: nothing more than what is listed, nothing less, nothing else. */
export function againstBefore({ extra, missing, changed }, listed, cluster) {
  const isListed = (object) => listed.some((one) => titleOf(one) === titleOf(object));
  return {
    left: titles(extra.filter((object) => !isListed(object) && !comesWith(object, listed, cluster))),
    lost: [...titles(missing), ...changedTitles(changed)],
  };
}

/** Against a clean result, `{ titles, contents }`; `contents` of now are undefined while something goes away. */
export function againstResult({ extra, missing, changed, contents }, result) {
  const there = titles(extra);
  const left = there.filter((title) => !result.titles.includes(title));
  const gone = result.titles.filter((title) => !there.includes(title));
  const other = contents
    ? Object.keys(result.contents).filter((title) => title in contents && contents[title] !== result.contents[title])
    : [];
  const unread = contents ? [] : ['something that could not be read'];
  return {
    left,
    lost: [
      ...gone,
      ...titles(missing),
      ...changedTitles(changed),
      ...(gone.length > 0 ? [] : unread),
      ...other.map((title) => `${title} (changed: ${difference(result.contents[title], contents[title])})`),
    ],
  };
}

/** Where two texts part, to be read by people. */
function difference(wanted, found) {
  let at = 0;
  while (wanted[at] === found[at]) at++;
  const from = Math.max(0, at - 60);
  return `wanted …${wanted.slice(from, at + 80)}… but found …${found.slice(from, at + 80)}…`;
}

export const isClean = ({ left, lost }) => left.length === 0 && lost.length === 0;
