import { describe, expect, it } from 'vitest';
import { chooseContext, mergeKubeconfigs, readKubeconfig } from '../../src/core/kubeconfig.ts';

const config = (file: string, name: string, server: string, extra: object = {}) =>
  readKubeconfig(file, {
    'current-context': `${name}-context`,
    clusters: [{ name, cluster: { server } }],
    users: [{ name: `${name}-user`, user: { token: file } }],
    contexts: [{ name: `${name}-context`, context: { cluster: name, user: `${name}-user`, namespace: 'ns' } }],
    ...extra,
  });

describe('several kubeconfigs merge as in kubectl:', () => {
  const merged = mergeKubeconfigs([
    config('/a', 'one', 'https://first'),
    config('/b', 'one', 'https://second'),
    config('/c', 'two', 'https://third'),
  ]);

  it('the first definition of a name wins', () => {
    expect(merged.clusters.map(({ name, value, file }) => [name, value.server, file])).toEqual([
      ['one', 'https://first', '/a'],
      ['two', 'https://third', '/c'],
    ]);
  });

  it('the first current-context wins', () => {
    expect(merged.currentContext).toBe('one-context');
  });

  it('a file without a current-context leaves it to the next', () => {
    const first = config('/a', 'one', 'https://first', { 'current-context': '' });
    expect(mergeKubeconfigs([first, config('/c', 'two', 'https://third')]).currentContext).toBe('two-context');
  });

  it('each user remembers its own file, for relative paths', () => {
    expect(chooseContext(merged, 'two-context').user?.file).toBe('/c');
  });
});

it('a context brings its cluster, user and namespace', () => {
  const chosen = chooseContext(config('/a', 'one', 'https://first'), undefined);
  expect(chosen).toMatchObject({ context: 'one-context', namespace: 'ns', user: { value: { token: '/a' } } });
});

it('which context is asked for with the flag that chooses it', () => {
  const config = readKubeconfig('/f', { contexts: [{ name: 'a', context: {} }] });
  const choose = (flag?: string) => () => chooseContext(config, undefined, flag);
  expect(choose()).toThrow(expect.objectContaining({ hint: expect.stringContaining('--karmada-context: a') }));
  expect(choose('--cluster-context')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('--cluster-context: a') }),
  );
});

it('a context without a user is allowed', () => {
  const contexts = [{ name: 'c', context: { cluster: 'one' } }];
  expect(chooseContext(config('/a', 'one', 'https://x', { contexts }), 'c').user).toBeUndefined();
});

describe('a kubeconfig is refused, saying why:', () => {
  it.each<[string, unknown, string | undefined, RegExp]>([
    ['a list', [], undefined, /it holds no mapping/],
    ['clusters that are no list', { clusters: {} }, undefined, /"clusters" is no list/],
    ['a user without a name', { users: [{ user: {} }] }, undefined, /users\[0\] has no name/],
    ['no current context', { contexts: [] }, undefined, /No context is current in \/f/],
    ['a context that is not there', { contexts: [{ name: 'a', context: {} }] }, 'b', /There is no context "b"/],
    [
      'a dangling cluster',
      { contexts: [{ name: 'a', context: { cluster: 'x' } }] },
      'a',
      /the cluster "x", which is not defined/,
    ],
    [
      'a cluster without a server',
      { contexts: [{ name: 'a', context: { cluster: 'x' } }], clusters: [{ name: 'x', cluster: {} }] },
      'a',
      /"x", which has no server/,
    ],
    [
      'a dangling user',
      {
        contexts: [{ name: 'a', context: { cluster: 'x', user: 'u' } }],
        clusters: [{ name: 'x', cluster: { server: 'https://x' } }],
      },
      'a',
      /the user "u", which is not defined/,
    ],
  ])('%s', (_, parsed, context, message) => {
    expect(() => chooseContext(readKubeconfig('/f', parsed), context)).toThrow(message);
  });

  it('a missing context lists those there are', () => {
    const merged = mergeKubeconfigs([config('/a', 'one', 'https://a'), config('/b', 'two', 'https://b')]);
    expect(() => chooseContext(merged, 'x')).toThrow(
      expect.objectContaining({ code: 'config', hint: 'Its contexts: one-context, two-context' }),
    );
  });
});
