import { describe, expect, it } from 'vitest';
import { impersonationHeaders, impersonationOf } from '../../src/core/impersonation.ts';
import type { UserEntry } from '../../src/core/kubeconfig-fields.ts';

const alice: UserEntry = { as: 'alice', 'as-uid': '7', 'as-groups': ['g'], 'as-user-extra': { a: ['x'], b: ['y'] } };
const entry = (value: UserEntry) => ({ name: 'u', file: '/f', value });

describe('whom to act as:', () => {
  it.each<[string, UserEntry | undefined, Parameters<typeof impersonationOf>[1], unknown]>([
    ['nobody', {}, undefined, undefined],
    ['nobody, without a user', undefined, undefined, undefined],
    ['the kubeconfig', alice, undefined, { user: 'alice', uid: '7', groups: ['g'], extra: { a: ['x'], b: ['y'] } }],
    ['the call', undefined, { user: 'bob', groups: ['q'] }, { user: 'bob', uid: undefined, groups: ['q'], extra: {} }],
    [
      'the call before the kubeconfig, field by field as in client-go',
      alice,
      { user: 'bob', groups: [], extra: { a: ['z'] } },
      { user: 'bob', uid: '7', groups: ['g'], extra: { a: ['z'], b: ['y'] } },
    ],
  ])('%s', (_, user, asked, expected) => {
    expect(impersonationOf(user && entry(user), asked)).toEqual(expected);
  });

  it('groups with nobody who is in them are refused, naming the user', () => {
    expect(() => impersonationOf(entry({ 'as-groups': ['g'] }), undefined)).toThrow(/"u" in \/f names groups/);
  });
});

describe('the headers', () => {
  it('say user, uid, each group and each extra', () => {
    expect(impersonationHeaders({ user: 'a', uid: '1', groups: ['g', 'h'], extra: { k: ['x', 'y'] } })).toEqual({
      'Impersonate-User': 'a',
      'Impersonate-Uid': '1',
      'Impersonate-Group': ['g', 'h'],
      'Impersonate-Extra-k': ['x', 'y'],
    });
  });
  it('have keys that a header may have', () => {
    const extra = { 'example.com/a%b': ['1'], é: ['2'] };
    expect(Object.keys(impersonationHeaders({ user: 'a', groups: [], extra }))).toEqual([
      'Impersonate-User',
      'Impersonate-Extra-example.com%2Fa%25b',
      'Impersonate-Extra-%C3%A9',
    ]);
  });
  it('carry UTF-8 byte by byte', () => {
    const { 'Impersonate-User': user } = impersonationHeaders({ user: 'jürgen', groups: [] });
    expect(Buffer.from(user, 'latin1').toString('utf8')).toBe('jürgen');
  });
});
