/** Which right a request needs, as RBAC has it: verb, resource, namespace. */
export interface Right {
  readonly verb: string;
  /** `clusters.cluster.karmada.io`, `pods/log`. */
  readonly resource: string;
  readonly namespace?: string;
}

const verbs: Readonly<Record<string, readonly [one: string, many: string]>> = {
  GET: ['get', 'list'],
  HEAD: ['get', 'list'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
};

/** undefined where the path is none of a resource: `/version`, discovery (k8s.io/apiserver, requestinfo.go). */
export function rightOf(method: string, path: string): Right | undefined {
  const parts = path.split('/').filter(Boolean).map(decode);
  const isCore = parts[0] === 'api';
  if (!isCore && parts[0] !== 'apis') return undefined;
  const group = isCore ? '' : parts[1];
  const rest = parts.slice(isCore ? 2 : 3);
  const isInNamespace = rest[0] === 'namespaces' && rest.length > 2;
  const [resource, name, subresource] = isInNamespace ? rest.slice(2) : rest;
  const verb = verbs[method]?.[name === undefined ? 1 : 0];
  if (!resource || !verb) return undefined;
  return {
    verb,
    resource: `${resource}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`,
    ...(isInNamespace && rest[1] ? { namespace: rest[1] } : {}),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
