import { expect, it } from 'vitest';
import { answerFailure } from '../../src/client/failure.ts';

const patch = 'failed to create typed patch object (/a; /v1, Kind=Secret): ';
const messageOf = (message: string, path = '/api/v1/namespaces/default/secrets/a'): string =>
  answerFailure(500, JSON.stringify({ kind: 'Status', message }), { method: 'PATCH', path, server: 'https://s' })
    .message;

it.each([
  [`${patch}.stringData.pin: expected string, got &value.valueUnstructured{Value:1234}`],
  [`${patch}.stringData: expected map, got &{[1234 a]}`],
  [`${patch}.stringData: expected map, got &{first\n1234}`],
  [`${patch}errors:\n  .data: expected map, got &{1234}\n  .stringData: expected map, got &{5}`],
])('what a Secret holds is not repeated: %s', (message) => {
  expect(messageOf(message)).not.toMatch(/1234|5/);
  expect(messageOf(message)).toMatch(/expected (map|string), got something else/);
});

it('through the cluster proxy too, where the message names no kind', () => {
  const path = '/apis/cluster.karmada.io/v1alpha1/clusters/m/proxy/api/v1/namespaces/default/secrets/a?force=true';
  expect(messageOf('.data: expected map, got &{1234}', path)).not.toContain('1234');
});

it('of other kinds the value is told: it says what to change', () => {
  const words = 'failed to create typed patch object (/a; apps/v1, Kind=Deployment): .spec: expected map, got &{1234}';
  expect(messageOf(words, '/apis/apps/v1/namespaces/default/deployments/secrets-of-a')).toBe(words);
});
