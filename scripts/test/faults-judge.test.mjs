import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { againstBefore, againstResult, isClean, listedBy } from '../faults/judge.mjs';
import { normalise, objectOf, titleOf } from '../faults/objects.mjs';
import { isGood, lastLine, report } from '../faults/report.mjs';

const object = (side, text) => {
  const [kind, name, , namespace] = text.split(/[/ ]/);
  return { side, kind, namespace, name };
};
const stores = (extra, { missing = [], changed = [] } = {}) => ({ extra, missing, changed });
const member = (text) => object('member', text);
const karmada = (text) => object('karmada', text);

describe('keys of a store', () => {
  const table = {
    '/m/secrets/karmada-cluster/x': [
      'member: secret/x in karmada-cluster',
      '/api/v1/namespaces/karmada-cluster/secrets/x',
    ],
    '/m/namespaces/x': ['member: namespace/x', '/api/v1/namespaces/x'],
    '/m/clusterroles/a:b': ['member: clusterrole/a:b', '/apis/rbac.authorization.k8s.io/v1/clusterroles/a:b'],
    '/m/work.karmada.io/works/es/w': ['member: work/w in es', '/apis/work.karmada.io/v1alpha1/namespaces/es/works/w'],
    '/m/clusters/c': ['member: cluster/c', '/apis/cluster.karmada.io/v1alpha1/clusters/c'],
    '/m/unheard.of/things/x': ['member: unheard.of/things/x', undefined],
  };
  for (const [key, [title, path]] of Object.entries(table)) {
    test(key, () => {
      const found = objectOf('member', '/m', key);
      assert.deepEqual([titleOf(found), found.path], [title, path]);
    });
  }
  test('what changes by itself is not looked at', () => {
    for (const key of ['/m/events/default/e', '/m/leases/kube-system/l', '/m/minions/n'])
      assert.equal(objectOf('member', '/m', key), undefined);
  });
});

describe('what a run says is still there', () => {
  const step = (state, text) => ({ side: 'member', action: 'create', object: text, namespace: 'ns', state });
  const steps = [
    step('left', 'clusterrole.rbac.authorization.k8s.io/a:b'),
    step('undone', 'secret/b'),
    step('planned', 'secret/c'),
  ];
  const names = (objects) => objects.map(({ name }) => name);

  test('of a join: what is left', () => {
    const said = `warning: something\n${JSON.stringify({ error: { code: 'conflict', steps } })}\n`;
    const [only, ...more] = listedBy({ command: 'join', stdout: '', stderr: said });
    assert.deepEqual([only, more], [{ side: 'member', kind: 'clusterrole', namespace: 'ns', name: 'a:b' }, []]);
  });
  test('of an unjoin: all that is not done, from a result as well, and what stays or is kept in the member', () => {
    const kept = [{ object: 'namespace/f', why: 'used by others' }];
    const leftInMember = [{ object: 'serviceaccount/d', namespace: 'ns', command: 'kubectl delete' }];
    const result = { clusters: [{ steps: [...steps, step('done', 'secret/e')], leftInMember, kept }] };
    const stdout = JSON.stringify(result, null, 2);
    assert.deepEqual(names(listedBy({ command: 'unjoin', stdout, stderr: '' })), ['a:b', 'c', 'd', 'f']);
  });
  test('nothing where nothing was said', () => {
    assert.deepEqual(listedBy({ command: 'join', stdout: '', stderr: 'error: no JSON {' }), []);
  });
});

describe('against the state before', () => {
  const extra = [member('namespace/ns'), member('configmap/kube-root-ca.crt in ns'), member('secret/x in ns')];

  test('what is not listed is left over', () => {
    assert.deepEqual(againstBefore(stores(extra), [member('namespace/ns')], 'c').left, ['member: secret/x in ns']);
    assert.equal(againstBefore(stores(extra), [karmada('namespace/ns')], 'c').left.length, 3);
  });
  test('what comes with a listed namespace need not be listed', () => {
    assert.ok(isClean(againstBefore(stores(extra), [extra[0], extra[2]], 'c')));
  });
  test('what Karmada makes for a cluster goes with the cluster', () => {
    const made = [
      karmada('cluster/c'),
      karmada('namespace/karmada-es-c'),
      karmada('work/w in karmada-es-c'),
      member('clusterrole/karmada-impersonator'),
    ];
    assert.ok(isClean(againstBefore(stores(made), [karmada('cluster/c')], 'c')));
    assert.equal(againstBefore(stores(made), [karmada('cluster/other')], 'c').left.length, 4);
    assert.ok(isClean(againstBefore(stores(made.slice(1)), [karmada('namespace/karmada-es-c')], 'c')));
  });
  test('what was there before and is gone or another is lost', () => {
    const harm = { missing: [member('secret/gone in a')], changed: [member('clusterrole/other')] };
    assert.deepEqual(againstBefore(stores([], harm), [], 'c').lost, [
      'member: secret/gone in a',
      'member: clusterrole/other (changed)',
    ]);
  });
});

describe('against a clean result', () => {
  const secret = karmada('secret/c in ns');
  const result = { titles: [titleOf(secret)], contents: { [titleOf(secret)]: 'the same text' } };
  const judge = (extra, contents) => againstResult({ ...stores(extra), contents }, result);

  test('the same is clean', () => {
    assert.ok(isClean(judge([secret], { [titleOf(secret)]: 'the same text' })));
  });
  test('more is left over, less is lost, another content is lost and shown', () => {
    const more = judge([secret, member('secret/y in ns')], result.contents);
    assert.deepEqual(more, { left: ['member: secret/y in ns'], lost: [] });
    assert.deepEqual(judge([], {}), { left: [], lost: ['karmada: secret/c in ns'] });
    const { lost } = judge([secret], { [titleOf(secret)]: 'the other text' });
    assert.match(lost[0], /secret\/c in ns \(changed: wanted …the same text… but found …the other text…\)/);
  });
  test('what could not be read is not taken for the same', () => {
    assert.equal(judge([secret], undefined).lost.length, 1);
  });
});

describe('contents', () => {
  const secretType = 'kubernetes.io/service-account-token';
  const objects = ({ token = 't1', owner = 'u1' } = {}) => [
    { title: 'member: secret/karmada-c1', body: { type: secretType, metadata: { uid: 'u0' }, data: { token: 't1' } } },
    { title: 'karmada: cluster/c1', body: { metadata: { name: 'c1', uid: 'u1', resourceVersion: '7' }, status: {} } },
    {
      title: 'karmada: secret/c1',
      body: { metadata: { uid: 'u2', ownerReferences: [{ name: 'c1', uid: owner }] }, data: { token } },
    },
  ];

  test('are the same for other uids, tokens, versions and names', () => {
    const text = JSON.stringify(objects())
      .replaceAll(/"u(?=\d)/g, '"U')
      .replaceAll('"t1', '"T1')
      .replaceAll('c1', 'c2');
    assert.deepEqual(normalise(JSON.parse(text), 'c2'), normalise(objects(), 'c1'));
    assert.match(normalise(objects(), 'c1')['karmada: secret/NAME'], /<token of member: secret\/karmada-NAME>/);
  });
  test("show a token that is not the member's, and an owner that is gone", () => {
    const right = normalise(objects(), 'c1');
    assert.notDeepEqual(normalise(objects({ token: 'old' }), 'c1'), right);
    assert.notDeepEqual(normalise(objects({ owner: 'old' }), 'c1'), right);
  });
});

describe('the report', () => {
  const found = { phase: 'after the failure', left: ['a', 'b'], lost: ['c'], code: 4, said: 'no' };
  const good = { id: 'join:x#1/403', point: { n: 1 }, fired: true, findings: [] };
  const bad = { ...good, id: 'join:x#1/hang', findings: [found] };
  const missed = { ...good, fired: false };

  test('ends with the sums, and says how to see a finding again', () => {
    assert.equal(lastLine([good, bad]), '2 faults injected, 1 recovered, 2 objects left over, 1 objects lost');
    assert.match(report([good, bad], ''), /left over: a\n.*npm run faults -- --only 'join:x#1\/hang'\n\n2 faults/s);
  });
  test('is good only when every first request was reached, and nothing found', () => {
    assert.deepEqual([[good], [good, bad], [good, missed], []].map(isGood), [true, false, false, false]);
    assert.ok(isGood([good, { ...missed, point: { n: 2 } }]));
  });
});
