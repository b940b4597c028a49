import * as yaml from 'yaml';
import { type Failure, KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { isCrd, isNamespace, type Manifest } from '../../core/manifest.ts';
import { evict } from '../../core/preview/evict.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import { questionOf } from '../../core/preview/from-binding.ts';
import type { Finding } from '../../core/preview/preview.ts';
import type { PreviewQuestion, PreviewRules } from '../../core/preview/preview-workload.ts';
import { alongWith } from '../../core/preview/takers.ts';
import { taintedBy, whatIf } from '../../core/preview/what-if.ts';
import {
  type AnyPolicy,
  isAnyPolicy,
  isPropagationPolicy,
  policiesIn,
  withPolicies,
} from '../../core/preview/with-changes.ts';
import { isNeededKind } from '../../core/resource-interpreter/dependencies.ts';
import { readManifests } from '../apply/read-manifests.ts';
import { aboutAll } from './about-all.ts';
import { lintFiles } from './lint-files.ts';
import { loadFleet } from './load-fleet.ts';
import { matchesNothing } from './matches-nothing.ts';
import { policiesOf } from './policies-of.ts';
import type { params } from './preview.ts';
import { readFleet } from './read-fleet.ts';
import { type Rehearsed, rehearse, withoutServer } from './rehearse.ts';
import { evicts, notEvicted, releaseOf, rulesFor } from './rules-for.ts';
import { findWorkload, reachedBy, withBindings } from './templates.ts';
import { withoutDoubles } from './without-doubles.ts';

export interface Gathered {
  readonly fleet: Fleet;
  readonly questions: readonly PreviewQuestion[];
  readonly rules: PreviewRules;
  /** Of the policies in the files. */
  readonly findings: readonly Finding[];
  readonly unknown: readonly string[];
  readonly failures: readonly Failure[];
  /** Nothing was named: it is about all that the control plane has. */
  readonly isAboutAll: boolean;
}

/** Reads all that the answer depends on; writes nothing. */
export async function gather(ports: Ports, input: Input<typeof params>): Promise<Gathered> {
  const { workloads: words = [], filename = [], from, if: changes = [] } = input;
  const documents = filename.length > 0 ? await ports.files.read(filename, { recursive: input.recursive }) : [];
  const { manifests, failures: unread } = readManifests(documents);
  if (filename.length > 0 && manifests.length + unread.length === 0) {
    throw new KnownError('usage', 'There is no manifest in what was given.');
  }
  const needsAll = changes.length > 0 || manifests.some(({ kind }) => kind.endsWith('PropagationPolicy'));
  ports.progress(from === undefined ? 'Reading clusters and policies' : `Reading ${from}`);
  const read =
    from === undefined
      ? await readFleet(ports, { bindings: needsAll ? 'all' : await takingSpaces(ports, manifests) })
      : await loadFleet(ports, from);
  const isWhole = needsAll || from !== undefined;
  const { karmada, minor, doubts } = releaseOf(read, await ports.karmada.givenRelease());
  const rules = rulesFor(input, minor);
  const namespace =
    from === undefined ? (await ports.karmada.target()).namespace : (ports.karmada.givenNamespace ?? 'default');
  const { objects, failures } =
    from === undefined ? await rehearse(ports, manifests) : withoutServer(manifests, namespace);
  const { policies, failures: refused } = policiesOf(objects, policiesIn(read), minor);
  const then = whatIf({ ...read, karmada }, changes, ports.now());
  // What had a NoExecute taint before has been dealt with.
  const tainted = taintedBy(changes);
  const fleet = withPolicies(
    evicts(input, minor) ? evict(then, tainted) : then,
    policies.map(({ policy }) => policy),
  );
  const templates = objects
    .filter(isTemplate)
    .map(({ object, manifest }) => ({ template: object, source: manifest.at, mayBeUnchanged: from !== undefined }));
  const live = await Promise.all(words.map((word) => findWorkload(ports, word)));
  const asked = await withBindings(ports, fleet, [...templates, ...live.map((template) => ({ template }))], isWhole);
  const reached = await Promise.all(
    policies.flatMap(({ policy, manifest }) =>
      isPropagationPolicy(policy)
        ? [reachedBy(ports, fleet, policy, from === undefined).then((reach) => ({ policy, manifest, ...reach }))]
        : [],
    ),
  );
  const isAboutAll = manifests.length + words.length + unread.length === 0;
  const all = isAboutAll ? aboutAll(read, fleet, minor) : [];
  const questions = [...asked, ...reached.flatMap((one) => one.questions), ...all];
  return {
    fleet,
    questions: withoutDoubles([...questions, ...aside(fleet, questions)]),
    rules: {
      ...rules,
      changedPolicies: policies.flatMap(({ policy, isChanged }) =>
        isChanged && isPropagationPolicy(policy) ? [policy] : [],
      ),
    },
    findings: [
      ...lintFiles(manifests, live, fleet, { minor, namespace, yaml }),
      ...(from === undefined ? reached.flatMap((one) => matchesNothing(one, templates)) : []),
    ],
    unknown: [
      ...doubts,
      ...(tainted.size > 0 && !evicts(input, minor) ? [notEvicted] : []),
      ...fleet.unread.map((kind) => `you may not read any ${kind}: what they say is not in this`),
      ...(from === undefined ? [] : policies.flatMap(({ policy }) => selectsByLabels(policy))),
      ...reached.flatMap(({ unread }) => unread),
      ...written(objects),
    ],
    failures: [...unread, ...failures, ...refused],
    isAboutAll,
  };
}

/** Namespaces of what others may take along (propagateDeps): which do, their bindings tell. */
async function takingSpaces({ karmada }: Ports, manifests: readonly Manifest[]): Promise<readonly string[]> {
  const needed = manifests.filter(isNeededKind);
  if (needed.length === 0) return [];
  const target = await karmada.target();
  return [...new Set(needed.map(({ namespace }) => namespace ?? target.namespace))];
}

/** What those take along now, and may not take along then. */
function aside(fleet: Fleet, questions: readonly PreviewQuestion[]): readonly PreviewQuestion[] {
  const isAlong = alongWith(questions.flatMap(({ binding }) => binding ?? []));
  const along = fleet.resourceBindings.filter((binding) => isAlong(binding));
  return along.map((binding) => ({ ...questionOf(binding), isHeld: true, isAside: true }));
}

const isTemplate = ({ object, manifest }: Rehearsed): boolean =>
  !isAnyPolicy(object) && !isNamespace(manifest) && !isCrd(manifest);

const selectsByLabels = ({ kind, metadata, spec }: AnyPolicy): readonly string[] =>
  kind.endsWith('PropagationPolicy') &&
  spec.resourceSelectors?.some(({ name, labelSelector }) => !name && labelSelector)
    ? [`what ${kind} ${metadata.name} selects by labels: a snapshot has no labels of workloads`]
    : [];

const written = (objects: readonly Rehearsed[]): readonly string[] => {
  const reasons = new Set(
    objects.flatMap(({ asWritten, manifest }) =>
      asWritten ? [`${manifest.at} is taken as written, without the server's defaults: ${asWritten}`] : [],
    ),
  );
  return [...reasons];
};
