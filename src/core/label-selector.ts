/** Label selectors as Kubernetes reads them (k8s.io/apimachinery pkg/labels/selector.go, v0.29 and v0.35). */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Requirement[];
}

export type Labels = Readonly<Record<string, string>>;

/** The requirements of a selector, all of which must be met; undefined: the selector is not valid. */
export type Requirements = readonly Requirement[] | undefined;

const ofLabels = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const ofNodes = [...ofLabels, 'Gt', 'Lt'];

/** LabelSelectorAsSelector (pkg/apis/meta/v1/helpers.go). */
export function labelRequirements({ matchLabels, matchExpressions }: LabelSelector): Requirements {
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  return valid([...equal, ...(matchExpressions ?? [])], ofLabels);
}

/** NodeSelectorRequirementsAsSelector (component-helpers, scheduling/corev1/nodeaffinity). */
export const nodeRequirements = (requirements: readonly Requirement[]): Requirements => valid(requirements, ofNodes);

const valid = (requirements: readonly Requirement[], operators: readonly string[]): Requirements =>
  requirements.every((one) => operators.includes(one.operator) && isValid(one)) ? requirements : undefined;

/** NewRequirement. */
function isValid({ key, operator, values }: Requirement): boolean {
  const given = values ?? [];
  if (!isLabelKey(key) || !given.every(isLabelValue)) return false;
  if (operator === 'In' || operator === 'NotIn') return given.length > 0;
  if (operator === 'Exists' || operator === 'DoesNotExist') return given.length === 0;
  return given.length === 1 && given.every((value) => readInt64(value) !== undefined);
}

const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** IsQualifiedName (pkg/util/validation/validation.go). */
export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const [prefix, last = ''] = parts.length === 1 ? [undefined, parts[0]] : parts;
  if (parts.length > 2 || last.length > 63 || !name.test(last)) return false;
  return prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix));
}

const isLabelValue = (value: string): boolean => value === '' || (value.length <= 63 && name.test(value));

/** What a value is of a label that may not be there. */
export const labelOf = (labels: Labels, key: string): string | undefined =>
  Object.hasOwn(labels, key) ? labels[key] : undefined;

/** Whether a label that has this value, or is not there, meets the requirement. */
export function meets({ operator, values }: Requirement, held: string | undefined): boolean {
  if (operator === 'Exists') return held !== undefined;
  if (operator === 'DoesNotExist') return held === undefined;
  if (operator === 'In') return held !== undefined && (values ?? []).includes(held);
  if (operator === 'NotIn') return held === undefined || !(values ?? []).includes(held);
  const [is, bound] = [readInt64(held ?? ''), readInt64(values?.[0] ?? '')];
  if (is === undefined || bound === undefined) return false;
  return operator === 'Gt' ? is > bound : operator === 'Lt' && is < bound;
}

export function matchesLabels(selector: LabelSelector, labels: Labels): boolean {
  const requirements = labelRequirements(selector);
  return requirements?.every((one) => meets(one, labelOf(labels, one.key))) ?? false;
}

/** strconv.ParseInt(text, 10, 64); undefined: an error. */
function readInt64(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, number) === number ? number : undefined;
}
