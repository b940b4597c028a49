import * as yaml from 'yaml';
import { type LintFinding, lint } from '../../src/core/lint/lint.ts';
import type { Rule } from '../../src/core/lint/rule.ts';
import { subjectOf } from '../../src/core/lint/subject.ts';
import type { Fleet } from '../../src/core/preview/fleet.ts';
import { readManifests } from '../../src/operations/apply/read-manifests.ts';
import { readDocuments } from '../../src/operations/lint/read-documents.ts';
import { fleetOf } from './previewed.ts';

interface Surroundings {
  readonly minor?: number;
  readonly fleet?: Fleet;
}

/** What lint finds in one file. */
export function lintText(text: string, { minor = 18, fleet }: Surroundings = {}): readonly LintFinding[] {
  const { manifests, unread } = readManifests([{ name: 'a.yaml', text }]);
  const read = readDocuments(manifests, 'default');
  const unreadable = [...unread, ...read.unread];
  return lint(subjectOf(read.documents, { minor, unreadable, yaml, ...(fleet ? { fleet } : {}) }));
}

/** Of that, what one rule says: `3 max-groups-zero: …`. */
export const saidBy = (rule: Rule, text: string, surroundings?: Surroundings): readonly string[] =>
  lintText(text, surroundings)
    .filter(({ code }) => code in rule.codes)
    .map(({ line, code, message }) => `${line} ${code}: ${message}`);

/** A snapshot of a control plane that has these clusters, and nothing else. */
export const fleetWith = (...clusters: readonly string[]): Fleet =>
  fleetOf({
    clusters: clusters.map((name) => ({
      apiVersion: 'cluster.karmada.io/v1alpha1',
      kind: 'Cluster',
      metadata: { name },
      spec: { syncMode: 'Push' },
    })) as Fleet['clusters'],
  });

/** A policy that selects a Deployment of that name, from line 1 on: selectors at 5, placement from 9 on. */
export const policy = (
  name: string,
  spec = '',
  namespace = 'default',
): string => `apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  resourceSelectors:
    - apiVersion: apps/v1
      kind: Deployment
      name: ${name}
${spec}
`;

/** Begins with a mark: of a file that has something before it. */
export const deployment = (name: string, pods = '{}', namespace = 'default'): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec: ${pods}
`;
