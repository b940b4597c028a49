import type { SchemaTable } from './schema-table.ts';

/** ObjectMeta, which every kind has (k8s.io/apimachinery, pkg/apis/meta/v1/types.go): what is to be said of it by types. */
export const metadataSchema: Pick<SchemaTable, 'nodes'> = {
  nodes: [
    {
      type: 'object',
      properties: {
        ...{ name: 1, generateName: 1, namespace: 1, selfLink: 1, uid: 1, resourceVersion: 1 },
        ...{ generation: 2, deletionGracePeriodSeconds: 2, creationTimestamp: 3, deletionTimestamp: 3 },
        ...{ labels: 4, annotations: 4, finalizers: 5, ownerReferences: 6, managedFields: 7 },
      },
    },
    { type: 'string' },
    { type: 'integer', format: 'int64' },
    { type: 'string', format: 'date-time', nullable: true },
    { type: 'object', values: 1 },
    { type: 'array', items: 1 },
    { type: 'array', items: 8 },
    { type: 'array', items: 10 },
    {
      type: 'object',
      required: ['apiVersion', 'kind', 'name', 'uid'],
      properties: { apiVersion: 1, kind: 1, name: 1, uid: 1, controller: 9, blockOwnerDeletion: 9 },
    },
    { type: 'boolean' },
    { open: true },
  ],
};
