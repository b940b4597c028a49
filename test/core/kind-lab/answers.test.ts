import { describe, expect, it } from 'vitest';
import { answerProblem } from '../../../src/core/kind-lab/answer-problem.ts';
import { type AnswerType, completeAnswers, questions } from '../../../src/core/kind-lab/answers.ts';

const asked = Object.fromEntries(questions.map(({ path, default: value }) => [path, value]));

it('every default is an answer that can be used', () => {
  const problems = questions.flatMap(({ path, type, default: value }) =>
    value === undefined ? [] : [[path, answerProblem(type, value)]],
  );
  expect(problems.filter(([, problem]) => problem !== undefined)).toEqual([]);
  expect(problems.length).toBeGreaterThan(10);
});

it('what is not answered is as in the lesson, and there is no mirror', () => {
  expect(completeAnswers({ 'test2.apiServerPort': 7000 }, '192.168.1.10')).toEqual({
    address: '192.168.1.10',
    karmada: 'v1.18.2',
    nodeImage: 'kindest/node:v1.24.15',
    karmadaPort: 31443,
    test1: { apiServerPort: 6443, mappedPort: 36443, podSubnet: '10.6.0.0/16', serviceSubnet: '10.96.0.0/16' },
    test2: { apiServerPort: 7000, mappedPort: 36444, podSubnet: '10.7.0.0/16', serviceSubnet: '10.97.0.0/16' },
    mirror: undefined,
  });
  expect(completeAnswers({ 'mirror.registry': 'r.example' }, 'container').mirror).toEqual({
    registry: 'r.example',
    kubernetes: asked['mirror.kubernetes'],
    kubectl: asked['mirror.kubectl'],
  });
});

describe('an answer that cannot be used says why:', () => {
  it.each<[AnswerType, unknown, RegExp]>([
    ['address', 'my-host', /IPv4 address/],
    ['address', 'fe80::1', /IPv4 address/],
    ['address', '127.0.0.1', /reaches itself.*"container"/],
    ['address', '0.0.0.0', /no host has it/],
    ['address', '224.0.0.1', /no host has it/],
    ['address', 10, /a text is needed/],
    ['version', 'v1.9.0', /v1\.10\.7 and v1\.18\.2 only/],
    ['image', 'kindest/node', /with its tag/],
    ['image', 'localhost:5000/kindest/node', /with its tag/],
    ['image', 'kindest/node::::x', /with its tag/],
    ['image', 'kindest//node:v1', /with its tag/],
    ['image', 'kindest/node:v1@sha256:0', /with its tag/],
    ['image', 'registry:port/kindest/node:v1', /with its tag/],
    ['image', 'kindest/node:v1 --privileged', /with its tag/],
    ['port', 0, /1 to 65535/],
    ['port', 65536, /1 to 65535/],
    ['port', '6443', /1 to 65535/],
    ['port', 6443.5, /1 to 65535/],
    ['nodePort', 6443, /30000 to 32767/],
    ['pods', '10.6.0.0', /a range of IPv4/],
    ['pods', '10.6.0.1/16', /is written 10\.6\.0\.0\/16/],
    ['pods', '10.6.0.0/24', /\/23 or larger/],
    ['services', '10.0.0.0/8', /\/12 to \/28/],
    ['registry', 'https://registry.example.com', /neither "https:\/\/"/],
    ['registry', 'registry.example.com/', /nor a "\/" at its end/],
    ['registry', 'MIRROR_REGISTRY', /registry\.example\.com\/hub/],
    ['name', 'alpine/k8s:1.32.4', /no tag/],
    ['name', '', /a text is needed/],
  ])('%s %j', (type, value, words) => {
    expect(answerProblem(type, value)).toMatch(words);
  });
});

it.each<[AnswerType, unknown]>([
  ['address', 'container'],
  ['address', '10.0.0.1'],
  ['image', `kindest/node@sha256:${'a'.repeat(64)}`],
  ['image', 'localhost:5000/kindest/node:v1.31.0'],
  ['image', `Registry.example.com/a__b/kindest-node.x:v1_2@sha256:${'a'.repeat(64)}`],
  ['nodePort', 32767],
  ['pods', '10.0.0.0/8'],
  ['services', '10.96.0.0/12'],
  ['registry', 'localhost:5000'],
  ['registry', 'm.daocloud.io/docker.io'],
  ['name', 'google_containers'],
])('%s %j can be used', (type, value) => {
  expect(answerProblem(type, value)).toBeUndefined();
});
