/**
 * Which Karmada a control plane is. No server says so: /version is that of Kubernetes. But its CRDs tell. Karmada
 * changed them with every minor release from v1.10 to v1.18 and with no patch release (read from all 83 tags).
 */

/** The range of minor releases that the grounds allow; an end that is left out is open. */
export interface Release {
  /** `1.16`: this one or newer. */
  readonly min?: string;
  /** `1.16`: this one or older. */
  readonly max?: string;
  /** `schema`: told from what the server serves; `given`: somebody said so. */
  readonly source: 'schema' | 'given';
  readonly grounds: readonly Ground[];
}

export interface Ground {
  readonly fact: string;
  readonly isThere: boolean;
  /** `>= 1.11` or `<= 1.10`. */
  readonly means: string;
}

/** What an OpenAPI document says of a field. */
export interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** By kind: PropagationPolicy, ResourceBinding, … */
export type Schemas = Readonly<Record<string, Schema | undefined>>;

interface Mark {
  /** The minor release that brought it. */
  readonly since: number;
  readonly kind: string;
  /** Another kind of the same document: where that is not known either, an absence says nothing. */
  readonly beside?: string;
  readonly path?: string;
  /** Where no field differs: words of its description, then and before. */
  readonly words?: { readonly now: string; readonly before: string };
}

/** charts/karmada/_crds/bases of every tag from v1.9.10 to v1.18.2. v1.16 changed nothing but a description. */
const marks: readonly Mark[] = [
  { since: 10, kind: 'ResourceBinding', path: 'spec.rescheduleTriggeredAt' },
  { since: 11, kind: 'PropagationPolicy', path: 'spec.suspension' },
  // Said again by the other document: who may not read the one may read this.
  { since: 11, kind: 'ResourceBinding', path: 'spec.suspension' },
  { since: 12, kind: 'PropagationPolicy', path: 'spec.preserveResourcesOnDeletion' },
  { since: 13, kind: 'PropagationPolicy', path: 'spec.schedulePriority' },
  { since: 14, kind: 'ClusterTaintPolicy', beside: 'PropagationPolicy' },
  { since: 15, kind: 'PropagationPolicy', path: 'spec.failover.cluster' },
  {
    since: 16,
    kind: 'ResourceBinding',
    path: 'spec.replicaRequirements',
    words: { now: 'resource and scheduling requirements', before: 'requirements required by each replica' },
  },
  { since: 17, kind: 'PropagationPolicy', path: 'spec.placement.workloadAffinity' },
  { since: 18, kind: 'PropagationPolicy', path: 'spec.placement.clusterAffinities[].overflowAffinities' },
];

/** undefined: these are not Karmada's. */
export function releaseOf(schemas: Schemas): Release | undefined {
  if (!schemas.PropagationPolicy && !schemas.ResourceBinding) return undefined;
  const found = marks.flatMap((mark) => {
    const isThere = holds(mark, schemas);
    return isThere === undefined ? [] : [{ mark, isThere }];
  });
  const newest = Math.max(...found.filter(({ isThere }) => isThere).map(({ mark }) => mark.since));
  const oldest = Math.min(...found.filter(({ isThere }) => !isThere).map(({ mark }) => mark.since - 1));
  // CRDs of two releases, as in the middle of an upgrade: anything from the one to the other.
  const [min, max] = newest <= oldest ? [newest, oldest] : [oldest, newest];
  return {
    ...(Number.isFinite(min) ? { min: `1.${min}` } : {}),
    ...(Number.isFinite(max) ? { max: `1.${max}` } : {}),
    source: 'schema',
    grounds: found.map(({ mark, isThere }) => ({
      fact: factOf(mark),
      isThere,
      means: isThere ? `>= 1.${mark.since}` : `<= 1.${mark.since - 1}`,
    })),
  };
}

/** `1.10`, `v1.10` or `v1.10.7` as a release that somebody is sure of; undefined for what is none. */
export function givenRelease(text: string): Release | undefined {
  const minor = /^v?1\.(\d+)(?:\.\d+)?$/.exec(text)?.[1];
  if (minor === undefined) return undefined;
  return { min: `1.${Number(minor)}`, max: `1.${Number(minor)}`, source: 'given', grounds: [] };
}

const factOf = ({ kind, path, words }: Mark): string =>
  `${kind}${path ? `.${path}` : ''}${words ? ` "${words.now}"` : ''}`;

/** undefined: it cannot be told. */
function holds({ kind, beside, path, words }: Mark, schemas: Schemas): boolean | undefined {
  const schema = schemas[kind];
  if (!schema) return beside && schemas[beside] ? false : undefined;
  const field = path === undefined ? schema : fieldAt(schema, path);
  if (!words) return field !== undefined;
  if (field?.description?.includes(words.now)) return true;
  return field?.description?.includes(words.before) ? false : undefined;
}

const fieldAt = (schema: Schema, path: string): Schema | undefined =>
  path
    .replaceAll('[]', '.[]')
    .split('.')
    .reduce<Schema | undefined>((at, step) => (step === '[]' ? at?.items : at?.properties?.[step]), schema);

/** 16 of `1.16`. */
export const minorOf = (release: string): number => Number(release.split('.')[1]);

/** `v1.16`, `v1.15 to v1.16`, `v1.18 or newer`, `v1.9 or older`. */
export function describeRelease({ min, max }: Release): string {
  if (min !== undefined && max !== undefined) return min === max ? `v${min}` : `v${min} to v${max}`;
  if (min !== undefined) return `v${min} or newer`;
  return max === undefined ? 'of an unknown release' : `v${max} or older`;
}

/** The grounds that set the ends of the range. */
export const decidingGrounds = ({ min, max, grounds }: Release): readonly Ground[] =>
  grounds.filter(({ means }) => means === `>= ${min}` || means === `<= ${max}`);
