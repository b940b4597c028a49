import type { Policy } from '../detector/policy.ts';
import type { KubeObject } from '../object.ts';
import type { ObjectName } from './preview.ts';

export function nameOf({ apiVersion = '', kind, metadata }: KubeObject | Policy): ObjectName {
  const { namespace, name } = metadata;
  return { apiVersion, kind: kind ?? '', ...(namespace === undefined ? {} : { namespace }), name };
}
