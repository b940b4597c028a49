import { isSkippedKind } from '../detector/event-filter.ts';
import type { YamlModule } from '../go-yaml/read-yaml.ts';
import { karmadaSchemas } from '../karmada-schemas/karmada-schemas.ts';
import type {
  ClusterOverridePolicy,
  ClusterPropagationPolicy,
  OverridePolicy,
  PropagationPolicy,
} from '../karmada-types/policy.ts';
import type { Fleet } from '../preview/fleet.ts';
import { type AnyPolicy, isAnyPolicy, isPropagationPolicy, isSameObject } from '../preview/with-changes.ts';
import { checkKind } from '../schema/check-kind.ts';
import { checkMetadata, checkName } from '../schema/check-metadata.ts';
import type { SchemaProblem } from '../schema/problem.ts';
import { withDefaults } from '../webhook/with-defaults.ts';
import type { LintDocument, Unreadable } from './document.ts';

type Propagation = PropagationPolicy | ClusterPropagationPolicy;
type Override = OverridePolicy | ClusterOverridePolicy;

/** A policy of the files, with what the control plane would fill in. */
export interface Judged<P extends AnyPolicy> {
  readonly policy: P;
  readonly document: LintDocument;
}

/** All that the rules look at. */
export interface Subject {
  readonly documents: readonly LintDocument[];
  readonly unreadable: readonly Unreadable[];
  /** Where each is not as its schema wants it. */
  readonly problems: ReadonlyMap<LintDocument, readonly SchemaProblem[]>;
  /** The minor release: 18 for v1.18. */
  readonly minor: number;
  /** The control plane that it is for, where that is known. */
  readonly fleet?: Fleet;
  /** Those of the files that are well formed: what more is wrong with others cannot be told. */
  readonly policies: readonly Judged<Propagation>[];
  readonly overrides: readonly Judged<Override>[];
  /** The package `yaml`, for overrides within a text of YAML. */
  readonly yaml?: YamlModule;
  /** Policies of the control plane, but for those that the files replace. */
  readonly held: readonly Propagation[];
  /** What policies may select. */
  readonly templates: readonly LintDocument[];
}

export function subjectOf(
  documents: readonly LintDocument[],
  { minor, unreadable, fleet, yaml }: Pick<Subject, 'minor' | 'unreadable' | 'fleet' | 'yaml'>,
): Subject {
  const problems = new Map(documents.map((document) => [document, problemsOf(document, minor)]));
  const sound = documents.filter((document) => (problems.get(document) ?? []).every(keepsItsShape));
  const judged = sound.flatMap((document) =>
    isAnyPolicy(document.object) ? [{ document, policy: withDefaults(document.object, minor) }] : [],
  );
  const policies = judged.filter((one): one is Judged<Propagation> => isPropagationPolicy(one.policy));
  const held = [...(fleet?.propagationPolicies ?? []), ...(fleet?.clusterPropagationPolicies ?? [])];
  return {
    documents,
    unreadable,
    problems,
    minor,
    ...(fleet ? { fleet } : {}),
    ...(yaml ? { yaml } : {}),
    policies,
    overrides: judged.filter((one): one is Judged<Override> => !isPropagationPolicy(one.policy)),
    held: held.filter((one) => !policies.some(({ policy }) => isSameObject(policy, one))),
    templates: sound.filter(({ object }) => !isSkippedKind(object)),
  };
}

function problemsOf({ object }: LintDocument, minor: number): readonly SchemaProblem[] {
  const own = checkKind(karmadaSchemas, object, minor);
  return [...checkMetadata(object), ...(own ? [...checkName(object), ...own] : [])];
}

const keepsItsShape = ({ code }: SchemaProblem): boolean => code !== 'wrong-type' && code !== 'missing-field';
