import { expect, it } from 'vitest';
import { readKubeconfig } from '../../src/core/kubeconfig.ts';
import { planRemoval } from '../../src/core/kubeconfig-removal.ts';

const config = readKubeconfig('config', {
  'current-context': 'ours',
  clusters: ['mine', 'ours', 'both'].map((name) => ({ name, cluster: { server: 'https://x' } })),
  users: ['ours', 'mine'].map((name) => ({ name, user: {} })),
  contexts: [
    { name: 'ours', context: { cluster: 'ours', user: 'ours' } },
    { name: 'mine', context: { cluster: 'both', user: 'mine' } },
    { name: 'ours-too', context: { cluster: 'both', user: 'ours' } },
  ],
});

it.each([
  [
    'a context goes with its cluster, and with being current',
    ['ours'],
    [['contexts', 0], ['clusters', 1], ['current-context']],
  ],
  ['what another context names too stays', ['ours-too'], [['contexts', 2]]],
  [
    'the last of a list goes first, and what only those name goes',
    ['ours', 'ours-too'],
    [['contexts', 2], ['contexts', 0], ['clusters', 1], ['users', 0], ['current-context']],
  ],
  ['what is not there is nothing to do', ['others'], []],
])('%s', (_, contexts, paths) => {
  const planned = planRemoval(
    config,
    contexts.map((name) => ({ name, server: 'https://x', authority: '' })),
  );
  expect(planned.paths).toEqual(paths);
  expect(planned.removed).toEqual(contexts.filter((name) => name.startsWith('ours')));
});

it.each([
  ['leads elsewhere', { name: 'ours', server: 'https://y', authority: '' }, 'it leads to https://x now'],
  [
    'trusts others',
    { name: 'ours', server: 'https://x', authority: 'Q0E=' },
    'it trusts another certificate authority now',
  ],
  ['has no cluster any more', { name: 'broken', server: 'https://x', authority: '' }, 'its cluster is not there'],
])('a context that %s is another one, and stays', (_, written, why) => {
  const broken = { name: 'broken', file: 'config', value: { cluster: 'gone', user: 'mine' } };
  const held = { ...config, contexts: [...config.contexts, broken] };
  expect(planRemoval(held, [written])).toEqual({ paths: [], removed: [], left: [{ name: written.name, why }] });
});
