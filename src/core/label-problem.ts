/** What is wrong with the key or the value of a label, in words; undefined: nothing. Taints have keys of the same kind. */

const name = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const letters = 'letters, digits, "-", "_" and "." are allowed, a letter or digit first and last';

/** IsQualifiedName (k8s.io/apimachinery/pkg/util/validation). */
export function labelKeyProblem(key: string): string | undefined {
  const parts = key.split('/');
  const [last = '', prefix] = parts.reverse();
  if (parts.length > 2) return `the key "${key}" has more than one "/"`;
  if (prefix !== undefined && (!subdomain.test(prefix) || prefix.length > 253))
    return `the key's prefix "${prefix}" is no DNS name in lower case`;
  if (last === '') return 'it has no key';
  if (last.length > 63) return `the key has ${last.length} characters after its prefix, at most 63 are allowed`;
  return name.test(last) ? undefined : `in the key "${last}" only ${letters}`;
}

/** IsValidLabelValue there. */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) return `the value has ${value.length} characters, at most 63 are allowed`;
  return value === '' || name.test(value) ? undefined : `in the value "${value}" only ${letters}`;
}
