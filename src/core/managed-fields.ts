/** Who owns which fields of an object, and how what client-side apply owned comes to be owned by server-side apply. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: FieldSet;
}

/** `{"f:spec": {"f:replicas": {}}}`; "." is the field itself beside what is in it. */
export interface FieldSet {
  readonly [field: string]: FieldSet;
}

const lastApplied = ['f:metadata', 'f:annotations', 'f:kubectl.kubernetes.io/last-applied-configuration'];

/** The managers that apply on the client's side: they update, and they own the note of what was applied last. */
export function clientSideAppliers(fields: readonly ManagedFields[] = []): readonly string[] {
  const own = fields.filter(({ operation, fieldsV1 }) => operation === 'Update' && has(fieldsV1, lastApplied));
  return [...new Set(own.map(({ manager = '' }) => manager))];
}

const has = (set: FieldSet | undefined, [first = '', ...rest]: readonly string[]): boolean => {
  const inner = set?.[first];
  return inner !== undefined && (rest.length === 0 || has(inner, rest));
};

/**
 * The managed fields once `manager` has taken over what client-side appliers own; undefined when there is nothing to
 * take. Without this a field that a manifest no longer has would stay for ever, owned by an applier that has gone
 * (k8s.io/client-go/util/csaupgrade/upgrade.go).
 */
export function takeOverFields(
  fields: readonly ManagedFields[] = [],
  manager: string,
): readonly ManagedFields[] | undefined {
  const appliers = clientSideAppliers(fields);
  if (appliers.length === 0) return undefined;
  return appliers.reduce((before, applier) => takeOverFrom(before, applier, manager), fields);
}

function takeOverFrom(fields: readonly ManagedFields[], applier: string, manager: string): readonly ManagedFields[] {
  const isObject = ({ subresource = '' }: ManagedFields): boolean => subresource === '';
  const isTheirs = (entry: ManagedFields): boolean =>
    entry.manager === applier && entry.operation === 'Update' && isObject(entry);
  const isOurs = (entry: ManagedFields): boolean =>
    entry.manager === manager && entry.operation === 'Apply' && isObject(entry);
  const target = fields.find(isOurs) ?? fields.find(isTheirs);
  if (!target) return fields;
  const source = fields.find((entry) => isTheirs(entry) && entry.apiVersion === target.apiVersion);
  const taken: ManagedFields = {
    ...target,
    manager,
    operation: 'Apply',
    fieldsV1: uniteSets(target.fieldsV1 ?? {}, source?.fieldsV1 ?? {}),
  };
  return fields.map((entry) => (entry === target ? taken : entry)).filter((entry) => !isTheirs(entry));
}

/** All fields of both. A field without inner ones is itself owned, and so is one with ".". */
export function uniteSets(a: FieldSet, b: FieldSet): FieldSet {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const united = [...names].map((name): [string, FieldSet] => {
    const [first, second] = [a[name], b[name]];
    if (!first || !second) return [name, first ?? second ?? {}];
    const inner = uniteSets(first, second);
    const isItself = [first, second].some((set) => '.' in set || Object.keys(set).length === 0);
    return [name, isItself && name !== '.' && Object.keys(inner).length > 0 ? { '.': {}, ...inner } : inner];
  });
  return Object.fromEntries(united);
}
