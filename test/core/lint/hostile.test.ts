import { expect, it } from 'vitest';
import * as yaml from 'yaml';
import type { LintDocument } from '../../../src/core/lint/document.ts';
import { lint } from '../../../src/core/lint/lint.ts';
import { subjectOf } from '../../../src/core/lint/subject.ts';
import { fleetWith } from '../../support/linted.ts';

const selectors = [
  { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'default' },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    labelSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'In', values: ['d'] }] },
  },
];
const affinity = {
  clusterNames: ['m'],
  exclude: ['n'],
  labelSelector: { matchLabels: { a: 'b' } },
  fieldSelector: { matchExpressions: [{ key: 'region', operator: 'In', values: ['x'] }] },
};
const policy = {
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name: 'p', namespace: 'default', labels: { a: 'b' }, annotations: { a: 'b' } },
  spec: {
    resourceSelectors: selectors,
    placement: {
      clusterAffinity: affinity,
      clusterAffinities: [{ affinityName: 'a', ...affinity, overflowAffinities: [{ affinityName: 'b', ...affinity }] }],
      clusterTolerations: [{ key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 3 }],
      spreadConstraints: [{ spreadByField: 'cluster', minGroups: 1, maxGroups: 2 }],
      replicaScheduling: {
        replicaSchedulingType: 'Divided',
        replicaDivisionPreference: 'Weighted',
        weightPreference: { staticWeightList: [{ targetCluster: affinity, weight: 1 }] },
      },
      workloadAffinity: { affinity: { groupByLabelKey: 'a' }, antiAffinity: { groupByLabelKey: 'b' } },
    },
    propagateDeps: true,
    preemption: 'Always',
    priority: 1,
    dependentOverrides: ['o'],
    suspension: { dispatching: true, dispatchingOnClusters: { clusterNames: ['m'] } },
    failover: {
      application: {
        decisionConditions: { tolerationSeconds: 1 },
        purgeMode: 'Gracefully',
        gracePeriodSeconds: 3,
        statePreservation: { rules: [{ aliasLabelName: 'a', jsonPath: 'b' }] },
      },
    },
  },
};
const override = {
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'OverridePolicy',
  metadata: { name: 'o', namespace: 'default' },
  spec: {
    resourceSelectors: selectors,
    overrideRules: [
      {
        targetCluster: affinity,
        overriders: {
          plaintext: [{ path: '/spec/replicas', operator: 'replace', value: 3 }],
          imageOverrider: [
            {
              component: 'Tag',
              operator: 'replace',
              value: '2',
              predicate: { path: '/spec/template/spec/containers/0/image' },
            },
          ],
          argsOverrider: [{ containerName: 'c', operator: 'add', value: ['a'] }],
          labelsOverrider: [{ operator: 'add', value: { a: 'b' } }],
          fieldOverrider: [
            { fieldPath: '/metadata/annotations/a', yaml: [{ subPath: '/b', operator: 'replace', value: 1 }] },
          ],
        },
      },
    ],
  },
};
const workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels: { a: 'b' }, annotations: { a: 'b: 1' } },
  spec: {
    replicas: 2,
    template: {
      metadata: { labels: { a: 'b' } },
      spec: {
        containers: [
          {
            name: 'c',
            image: 'nginx:1',
            args: ['x'],
            env: [{ name: 'e', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
            envFrom: [{ configMapRef: { name: 'm' } }],
          },
        ],
        volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 's' } }] } }],
        imagePullSecrets: [{ name: 'i' }],
        serviceAccountName: 'a',
      },
    },
  },
};

type Path = readonly (string | number)[];

/** Every place in an object but what says which object it is. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  const own =
    ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'].includes(path.join('.')) ||
    path.length === 0;
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    ...(own ? [] : [path]),
    ...inner.flatMap(([key, item]) => placesIn(item, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

function withValue(value: unknown, [step, ...rest]: Path, put: unknown): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withValue(item, rest, put) : item));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: withValue(fields[step], rest, put) };
}

const strange: readonly unknown[] = [null, '', -1, true, [null], { a: { b: 1 } }];
const all = [policy, override, workload];

function breaks(objects: readonly unknown[], minor: number): string | undefined {
  const documents = objects.map((object) => ({
    object: object as LintDocument['object'],
    file: 'a',
    line: 1,
    lineOf: () => 1,
  }));
  try {
    lint(subjectOf(documents, { minor, unreadable: [], yaml, fleet: fleetWith('m') }));
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : 'something';
  }
}

it.each([
  ['PropagationPolicy', 0],
  ['OverridePolicy', 1],
  ['Deployment', 2],
])('whatever stands anywhere in a %s, nothing breaks', { timeout: 300_000 }, (_, which) => {
  const places = placesIn(all[which]);
  expect(places.length).toBeGreaterThan(20);
  const broken: string[] = [];
  for (const path of places) {
    for (const value of strange) {
      const objects = all.map((object, index) => (index === which ? withValue(object, path, value) : object));
      const why = breaks(objects, path.length % 2 === 0 ? 10 : 18);
      if (why !== undefined) broken.push(`${path.join('.')} = ${JSON.stringify(value)}: ${why}`);
    }
  }
  expect(broken).toEqual([]);
});
