import { describe, expect, it } from 'vitest';
import { matchOf, type ResourceSelector } from '../../src/core/selector.ts';

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'a', labels: { app: 'web' } },
};
const selector = (change: object): ResourceSelector => ({ apiVersion: 'apps/v1', kind: 'Deployment', ...change });

describe('an object is selected by', () => {
  it.each<[string, object, string | undefined]>([
    ['its name', { name: 'web' }, 'name'],
    ['no other name', { name: 'api' }, undefined],
    ['its name, whatever the labels say', { name: 'web', labelSelector: { matchLabels: { app: 'no' } } }, 'name'],
    ['its labels', { labelSelector: { matchLabels: { app: 'web' } } }, 'labels'],
    ['no other labels', { labelSelector: { matchLabels: { app: 'api' } } }, undefined],
    ['its kind', {}, 'kind'],
    ['no other version', { apiVersion: 'apps/v1beta1' }, undefined],
    ['no other namespace', { namespace: 'b', name: 'web' }, undefined],
  ])('%s', (_, change, how) => {
    expect(matchOf(selector(change), object)).toBe(how);
  });
});
