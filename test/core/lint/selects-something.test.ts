import { expect, it } from 'vitest';
import { selectsSomething } from '../../../src/core/lint/selects-something.ts';
import { deployment, fleetWith, policy, saidBy } from '../../support/linted.ts';

const near = (words: string): string =>
  `near-miss: this selector of PropagationPolicy web for Deployment selects nothing here; ${words}`;
const byLabels = `apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: { name: web, namespace: default }
spec:
  resourceSelectors:
    - apiVersion: apps/v1
      kind: Deployment
      labelSelector: { matchLabels: { app: web } }
`;

it.each<[string, string, readonly string[]]>([
  ['it finds what it asks for', policy('web') + deployment('web'), []],
  ['there is nothing of the kind', policy('web'), []],
  ['what there is has quite another name', policy('web') + deployment('database'), []],
  [
    'a name differs by a letter',
    policy('web') + deployment('wbe'),
    [`8 ${near('Deployment default/wbe (a.yaml:11) is near: its name is wbe, asked for is web')}`],
  ],
  [
    'the namespace is another one',
    policy('web') + deployment('web', '{}', 'shop'),
    [`6 ${near('Deployment shop/web (a.yaml:11) is near: its namespace is shop, asked for is default')}`],
  ],
  ['name and namespace are', policy('web') + deployment('wbe', '{}', 'shop'), []],
  [
    'the labels asked for are those of its Pods',
    byLabels + deployment('web'),
    [`8 ${near('Deployment default/web (a.yaml:10) is near: its Pods have the label app=web, it has not')}`],
  ],
  ['neither it nor its Pods have the label', byLabels + deployment('database'), []],
  ['what is near goes elsewhere already', `${policy('web')}---\n${policy('web-2')}${deployment('web-2')}`, []],
])('of a selector it is told whether it misses by a hair: %s', (_, text, said) => {
  expect(saidBy(selectsSomething, text)).toEqual(said);
});

it('a policy of the control plane may hold what is near', () => {
  const text = policy('web') + deployment('wbe');
  const held = {
    apiVersion: 'policy.karmada.io/v1alpha1' as const,
    kind: 'PropagationPolicy' as const,
    metadata: { name: 'held', namespace: 'default' },
    spec: { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'wbe' }] },
  };
  expect(saidBy(selectsSomething, text, { fleet: fleetWith() })).toHaveLength(1);
  expect(saidBy(selectsSomething, text, { fleet: { ...fleetWith(), propagationPolicies: [held] } })).toEqual([]);
});

it('an override policy misses too, also what a propagation policy takes', () => {
  const text =
    policy('web') + deployment('web') + policy('wbe').replace(/^/, '---\n').replace('Propagation', 'Override');
  expect(saidBy(selectsSomething, `${text}  overrideRules: []\n`)).toEqual([
    '26 near-miss: this selector of OverridePolicy wbe for Deployment selects nothing here; Deployment default/web (a.yaml:11) is near: its name is web, asked for is wbe',
  ]);
});
