import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindNames, kinds } from '../faults/kinds.mjs';
import { casesOf, pathOf, pointsOf, sampleOf, withoutRepetition } from '../faults/points.mjs';

let clock = 0;
const entry = (side, method, path, n = 1, took = 1) => {
  clock += 2;
  return { side, method, path, n, arrived: clock, answered: clock + took };
};

const logs = () => [
  [
    entry('member', 'GET', '/ns'),
    entry('karmada', 'GET', '/clusters'),
    entry('member', 'POST', '/ns'),
    ...[1, 2, 3, 4, 5].map((n) => entry('member', 'GET', '/token', n)),
    entry('karmada', 'POST', '/clusters'),
  ],
  [
    entry('member', 'GET', '/ns'),
    entry('karmada', 'GET', '/clusters'),
    entry('member', 'POST', '/ns'),
    ...[1, 2].map((n) => entry('member', 'GET', '/token', n)),
    entry('karmada', 'POST', '/clusters'),
    entry('karmada', 'GET', '/once'),
  ],
];

test('a path is the same whatever the cluster is called, and whatever was asked of it', () => {
  const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/karmada-controller-manager%3Akarmada-c1?fieldManager=x';
  assert.equal(
    pathOf(path, 'c1'),
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/karmada-controller-manager:karmada-NAME',
  );
});

test('a point is a request that every run has; of a poll, as many as every run has', () => {
  assert.deepEqual(
    pointsOf('join', logs()).map(({ id }) => id),
    [
      'join:member:GET:/ns#1',
      'join:karmada:GET:/clusters#1',
      'join:member:POST:/ns#1',
      'join:member:GET:/token#1',
      'join:member:GET:/token#2',
      'join:karmada:POST:/clusters#1',
    ],
  );
});

test('of a poll no more than three count', () => {
  const [long] = logs();
  const polls = pointsOf('join', [long]).filter(({ path }) => path === '/token');
  assert.deepEqual(
    polls.map(({ n }) => n),
    [1, 2, 3],
  );
});

test('a connection is refused after the last answer of that server before', () => {
  const points = pointsOf('join', logs());
  const after = (id) => points.find((point) => point.id === id).after;
  assert.equal(after('join:karmada:GET:/clusters#1'), undefined);
  assert.deepEqual(after('join:member:POST:/ns#1'), { side: 'member', method: 'GET', path: '/ns', n: 1 });
  assert.deepEqual(after('join:karmada:POST:/clusters#1'), { side: 'karmada', method: 'GET', path: '/clusters', n: 1 });
});

test('requests that are under way at once are refused together', () => {
  const first = entry('member', 'GET', '/first');
  const [one, two] = [entry('member', 'GET', '/one', 1, 9), entry('member', 'GET', '/two', 1, 9)];
  const points = pointsOf('join', [[first, one, two]]);
  assert.deepEqual(
    points.map(({ path, after, crowd }) => [path, after?.path, crowd]),
    [
      ['/first', undefined, 1],
      ['/one', '/first', 2],
      ['/two', '/first', 2],
    ],
  );
});

test('every kind strikes every point, but what only differs for a write', () => {
  const ids = casesOf(pointsOf('join', logs())).map(({ id }) => id);
  assert.ok(ids.includes('join:member:POST:/ns#1/kill-after'));
  assert.ok(ids.includes('join:member:GET:/ns#1/kill') && !ids.includes('join:member:GET:/ns#1/kill-after'));
  const question = pointsOf('join', [[entry('member', 'POST', '/apis/x/selfsubjectaccessreviews')]]);
  assert.ok(!casesOf(question).some(({ kind }) => kinds[kind].writesOnly));
  assert.equal(ids.length, 2 * kindNames.length + 4 * kindNames.filter((kind) => !kinds[kind].writesOnly).length);
  assert.deepEqual([...kindNames].sort(), Object.keys(kinds).sort());
});

test('of many reads in a row each meets three kinds, and together they meet all; nothing else is left out', () => {
  const crowd = Array.from({ length: 12 }, (_, at) => entry('member', 'GET', `/list/${at}`, 1, 100));
  const write = entry('member', 'POST', '/made');
  const [alone, other] = [entry('member', 'GET', '/alone'), entry('karmada', 'GET', '/other')];
  const all = casesOf(pointsOf('join', [[...crowd, other, write, alone]]));
  const some = withoutRepetition(all);
  const of = (cases, path) => cases.filter(({ point }) => point.path === path).map(({ kind }) => kind);
  for (const { path } of crowd) assert.equal(of(some, path).length, 3);
  const met = new Set(crowd.flatMap(({ path }) => of(some, path)));
  assert.deepEqual([...met].sort(), kindNames.filter((kind) => !kinds[kind].writesOnly).sort());
  for (const path of ['/alone', '/other', '/made']) assert.deepEqual(of(some, path), of(all, path));
});

test('a sample is the same for the same seed, and another for another', () => {
  const cases = Array.from({ length: 200 }, (_, at) => at);
  const five = sampleOf(cases, { seed: 1, percent: 5 });
  assert.equal(new Set(five).size, 10);
  assert.deepEqual(sampleOf(cases, { seed: 1, percent: 5 }), five);
  assert.notDeepEqual(sampleOf(cases, { seed: 2, percent: 5 }), five);
  assert.equal(sampleOf(cases, { seed: 1, percent: 0.01 }).length, 1);
  const all = sampleOf(cases, { seed: 7, percent: 100 });
  assert.deepEqual(
    [...all].sort((a, b) => a - b),
    cases,
  );
});
