import { describe, expect, it } from 'vitest';
import type { Overriders } from '../../../src/core/karmada-types/policy.ts';
import { manifest, overridden } from '../../support/overrides.ts';

describe('a plain patch', () => {
  it('is applied as a whole, or stops it by the path that leads nowhere', () => {
    const plaintext = [
      { path: '/spec/replicas', operator: 'replace', value: 5 },
      { path: '/spec/paused', operator: 'remove' },
    ] as const;
    const result = overridden({ plaintext });
    expect(result.error).toEqual({
      policy: { kind: 'OverridePolicy', namespace: 'default', name: 'o' },
      rule: 0,
      overrider: 'plaintext',
      path: '/spec/paused',
      message: "error in remove for path: '/spec/paused': unable to remove nonexistent key: paused: missing value",
    });
    expect(result.manifest).toEqual(manifest());
    expect(overridden({ plaintext: [plaintext[0]] }).manifest.spec).toMatchObject({ replicas: 5 });
  });

  it('must leave an object of some kind', () => {
    expect(overridden({ plaintext: [{ path: '/kind', operator: 'remove' }] }).error).toMatchObject({
      path: '/kind',
      message: expect.stringMatching(/^Object 'Kind' is missing/),
    });
    expect(overridden({ plaintext: [{ path: '/apiVersion', operator: 'replace', value: 'a/b/c' }] }).error?.path).toBe(
      '/kind',
    );
  });

  it('has the last word among the overriders of a rule', () => {
    const path = '/metadata/labels/app';
    const result = overridden({
      plaintext: [{ path, operator: 'replace', value: 'plain' }],
      labelsOverrider: [{ operator: 'add', value: { app: 'label' } }],
    });
    expect(result.manifest.metadata.labels).toEqual({ app: 'plain' });
  });
});

describe('a patch that makes the whole a number', () => {
  const whole: Overriders = { plaintext: [{ path: '', operator: 'replace', value: 1 }] };

  it('is refused', () => {
    expect(overridden(whole).error?.message).toBe('the value of replace is neither an object nor a list');
  });

  it('is passed over before v1.14', () => {
    expect(overridden(whole, manifest(), 13).error).toBeUndefined();
    expect(overridden(whole, manifest(), 13).manifest).toEqual(manifest());
  });

  it('is not passed over where it is null, which leaves no kind', () => {
    expect(
      overridden({ plaintext: [{ path: '', operator: 'replace', value: null }] }, manifest(), 13).error,
    ).toBeDefined();
  });
});
