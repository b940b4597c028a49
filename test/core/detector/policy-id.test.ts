import { expect, it } from 'vitest';
import { policyId, withPolicyId } from '../../../src/core/detector/claim.ts';
import { cpp, pp } from '../../support/policies.ts';

const key = 'propagationpolicy.karmada.io/permanent-id';
const named = pp('p', {}, 'default', { labels: { [key]: 'drawn', team: 'a' } });

it('a policy of a file gets the id of the one that is there', () => {
  expect(withPolicyId(pp('p'), named).metadata.labels).toEqual({ [key]: 'drawn' });
});

it('a new one gets some id, under the key of its kind', () => {
  expect(policyId(withPolicyId(pp('p'), undefined))).toBeTruthy();
  expect(Object.keys(withPolicyId(cpp('p'), undefined).metadata.labels ?? {})).toEqual([`cluster${key}`]);
});

it('one that has an id keeps it, and its other labels', () => {
  expect(withPolicyId(named, pp('p', {}, 'default', { labels: { [key]: 'other' } })).metadata.labels).toEqual(
    named.metadata.labels,
  );
});
