import { expect, it } from 'vitest';
import { dependenciesFollow } from '../../../src/core/lint/dependencies-follow.ts';
import { deployment, policy, saidBy } from '../../support/linted.ts';

const using = (pods: string): string => policy('web') + deployment('web', pods);
const envFrom = '{ containers: [{ name: c, envFrom: [{ configMapRef: { name: settings } }] }] }';
const selecting = (kind: string, selector: string): string =>
  policy('more')
    .replace(/apps\/v1\n.*\n.*more/, `v1\n      kind: ${kind}\n      ${selector}`)
    .replace(/^/, '---\n');
const configMap =
  '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: default, labels: { a: b } }\n';
const left = (kind: string, name: string): readonly string[] => [
  `17 dependency-left-behind: Deployment default/web uses ${kind} ${name}, and no policy here sends that along`,
];

it.each<[string, string, readonly string[]]>([
  ['nothing', using('{ containers: [{ name: c }] }'), []],
  ['a ConfigMap that is not in the files', using(envFrom), left('ConfigMap', 'settings')],
  ['a ConfigMap that is, and that nobody selects', using(envFrom) + configMap, left('ConfigMap', 'settings')],
  ['one that is selected by name', using(envFrom) + selecting('ConfigMap', 'name: settings'), []],
  [
    'one that is selected by its labels',
    using(envFrom) + configMap + selecting('ConfigMap', 'labelSelector: { matchLabels: { a: b } }'),
    [],
  ],
  [
    'one that has not the labels that are selected',
    using(envFrom) + configMap + selecting('ConfigMap', 'labelSelector: { matchLabels: { a: c } }'),
    left('ConfigMap', 'settings'),
  ],
  [
    'one of which nobody knows the labels',
    using(envFrom) + selecting('ConfigMap', 'labelSelector: { matchLabels: { a: c } }'),
    [],
  ],
  [
    'a ConfigMap, and the policy takes along what is used',
    policy('web', '  propagateDeps: true') + deployment('web', envFrom),
    [],
  ],
  ['a ConfigMap, and no policy here sends the workload', deployment('web', envFrom).slice(4), []],
  ['a Secret as a volume', using('{ volumes: [{ name: v, secret: { secretName: key } }] }'), left('Secret', 'key')],
  ['a Secret for images', using('{ imagePullSecrets: [{ name: pull }] }'), left('Secret', 'pull')],
  [
    'a Secret in one variable, twice',
    using(
      '{ initContainers: [{ env: [{ valueFrom: { secretKeyRef: { name: key } } }, { valueFrom: { secretKeyRef: { name: key } } }] }] }',
    ),
    left('Secret', 'key'),
  ],
  [
    'what need not be there',
    using('{ containers: [{ envFrom: [{ secretRef: { name: key, optional: true } }] }] }'),
    [],
  ],
  ['a ServiceAccount', using('{ serviceAccountName: bot }'), left('ServiceAccount', 'bot')],
  ['the ServiceAccount that is everywhere', using('{ serviceAccountName: default }'), []],
  ['nonsense', using('{ containers: [3, { envFrom: x }], volumes: { a: b }, serviceAccountName: [] }'), []],
])('a workload uses %s', (_, text, said) => {
  expect(saidBy(dependenciesFollow, text)).toEqual(said);
});

it('an Ingress uses the Secrets of its certificates', () => {
  const ingress =
    '---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web, namespace: default }\nspec:\n  tls:\n    - secretName: cert\n';
  const text = policy('web').replace('apps/v1', 'networking.k8s.io/v1').replace('Deployment', 'Ingress') + ingress;
  expect(saidBy(dependenciesFollow, text)).toEqual([
    '16 dependency-left-behind: Ingress default/web uses Secret cert, and no policy here sends that along',
  ]);
});

it('a StatefulSet makes the claims of its own templates', () => {
  const text = (claim: string): string =>
    using(
      `{ volumes: [{ name: v, persistentVolumeClaim: { claimName: ${claim} } }] }\n  volumeClaimTemplates: [{ metadata: { name: own } }]`,
    ).replaceAll('Deployment', 'StatefulSet');
  expect(saidBy(dependenciesFollow, text('own'))).toEqual([]);
  expect(saidBy(dependenciesFollow, text('other'))).toHaveLength(1);
});
