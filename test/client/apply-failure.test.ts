import { describe, expect, it } from 'vitest';
import { applyFailure } from '../../src/client/apply-failure.ts';
import { answerFailure } from '../../src/client/failure.ts';

const exchange = { method: 'PATCH', path: '/apis/apps/v1/namespaces/n/deployments/x', server: 'https://s' };
const cause = (manager: string, field: string) => ({
  reason: 'FieldManagerConflict',
  message: `conflict with "${manager}" using apps/v1`,
  field,
});

describe('a refused server-side apply', () => {
  it.each<[string, number, object, object]>([
    [
      'names each manager and its fields',
      409,
      {
        reason: 'Conflict',
        message: 'Apply failed with 3 conflicts: …',
        details: { causes: [cause('hpa', '.spec.replicas'), cause('a "b"', '.spec.x'), cause('hpa', '.spec.y')] },
      },
      {
        code: 'conflict',
        message: 'other managers own fields that it sets: "hpa" owns .spec.replicas, .spec.y; "a "b"" owns .spec.x.',
        hint: expect.stringContaining('--force-conflicts'),
      },
    ],
    [
      'for another conflict says what the server says',
      409,
      { reason: 'Conflict', message: 'the object has been modified' },
      { code: 'conflict', message: 'the object has been modified' },
    ],
    [
      'for a field nobody knows is invalid, though the server calls it an error of its own',
      500,
      {
        message:
          'failed to create typed patch object (n/x; apps/v1, Kind=Deployment): .spec.foo: field not declared in schema',
      },
      { code: 'invalid', message: 'it does not fit its schema: .spec.foo: field not declared in schema.' },
    ],
    [
      'for several fields names them all',
      500,
      {
        message:
          'failed to create typed patch object (n/x; apps/v1, Kind=Deployment): errors:\n  .spec.a: field not declared in schema\n  .spec.b: expected string, got &value.valueUnstructured{Value:1}',
      },
      { code: 'invalid', message: expect.stringMatching(/schema: \.spec\.a: .*; \.spec\.b: expected string/) },
    ],
    [
      'for another error of the server stays one',
      500,
      { message: 'etcdserver: request timed out' },
      { code: 'failed', message: 'etcdserver: request timed out' },
    ],
    [
      'for a namespace that is not there says what to do',
      404,
      { reason: 'NotFound', message: 'namespaces "n" not found', details: { name: 'n', kind: 'namespaces' } },
      { code: 'not-found', message: 'there is no namespace "n".', hint: expect.stringContaining('Namespace') },
    ],
  ])('%s', (_, status, body, expected) => {
    const failure = answerFailure(status, JSON.stringify({ kind: 'Status', ...body }), exchange);
    expect(applyFailure(failure)).toMatchObject(expected);
  });
});
