import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A kubeconfig of one context, its user's and its cluster's fields in YAML's flow style. */
export const kubeconfigOf = (name: string, user: string, cluster = '') => `
current-context: ${name}
clusters: [{ name: ${name}, cluster: { server: "https://${name}:6443/", ${cluster} } }]
users: [{ name: ${name}, user: { ${user} } }]
contexts: [{ name: ${name}, context: { cluster: ${name}, user: ${name} } }]
`;

export function write(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
