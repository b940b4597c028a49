import { groupVersion, type KubeObject } from '../object.ts';

/** Who reads kinds of objects for Karmada before its own code does: a script or a webhook, which is not run here. */
export interface Interpreter {
  /** `ResourceInterpreterCustomization` or `ResourceInterpreterWebhookConfiguration`. */
  readonly kind: string;
  readonly name: string;
  /** With `*` for all, as in the rules of a webhook. */
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly kinds: readonly string[];
  /** InterpreterOperations (pkg/apis/config/v1alpha1): `InterpretReplica`, `*`. */
  readonly operations: readonly string[];
}

/** What a placement depends on. */
export type Interpretation = 'InterpretReplica' | 'InterpretComponent' | 'ReviseReplica' | 'InterpretDependency';

const scripts: Readonly<Record<string, Interpretation>> = {
  replicaResource: 'InterpretReplica',
  componentResource: 'InterpretComponent',
  replicaRevision: 'ReviseReplica',
  dependencyInterpretation: 'InterpretDependency',
};

interface Customization extends KubeObject {
  readonly spec?: {
    readonly target?: { readonly apiVersion?: string; readonly kind?: string };
    readonly customizations?: object;
  };
}

export function customizationRules({ metadata, spec = {} }: Customization): Interpreter {
  const { apiVersion = '', kind = '' } = spec.target ?? {};
  const { group, version } = groupVersion(apiVersion);
  const rules = new Map(Object.entries(spec.customizations ?? {}));
  return {
    kind: 'ResourceInterpreterCustomization',
    name: metadata.name,
    apiGroups: [group],
    apiVersions: [version],
    kinds: [kind],
    operations: Object.entries(scripts).flatMap(([script, operation]) => (rules.get(script) ? [operation] : [])),
  };
}

interface Webhooks extends KubeObject {
  readonly webhooks?: readonly { readonly rules?: readonly Partial<Omit<Interpreter, 'kind' | 'name'>>[] }[];
}

/** Without where it is called: an address, and what signs its certificate. */
export const webhookRules = ({ metadata, webhooks = [] }: Webhooks): readonly Interpreter[] =>
  webhooks.flatMap(({ rules = [] }) =>
    rules.map(({ apiGroups = [], apiVersions = [], kinds = [], operations = [] }) => ({
      kind: 'ResourceInterpreterWebhookConfiguration',
      name: metadata.name,
      apiGroups,
      apiVersions,
      kinds,
      operations,
    })),
  );

/** Who does that for an object of that kind; undefined: Karmada itself, where anybody. */
export function interpreterOf(
  interpreters: readonly Interpreter[],
  { apiVersion = '', kind = '' }: Pick<KubeObject, 'apiVersion' | 'kind'>,
  operation: Interpretation,
): Interpreter | undefined {
  const { group, version } = groupVersion(apiVersion);
  const has = (list: readonly string[], one: string): boolean => list.includes('*') || list.includes(one);
  return interpreters.find(
    ({ apiGroups, apiVersions, kinds, operations }) =>
      has(apiGroups, group) && has(apiVersions, version) && has(kinds, kind) && has(operations, operation),
  );
}

export const callInterpreter = ({ kind, name }: Interpreter): string => `${kind} ${name}`;
