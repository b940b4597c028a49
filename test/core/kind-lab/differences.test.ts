import { expect, it } from 'vitest';
import { completeAnswers } from '../../../src/core/kind-lab/answers.ts';
import { answerDifferences, chartDifference } from '../../../src/core/kind-lab/differences.ts';

const made = completeAnswers({ 'test1.podSubnet': '10.8.0.0/16' }, '192.0.2.7');

it.each<[string, Record<string, string | number>, readonly string[]]>([
  ['nothing asked', {}, []],
  ['the same asked', { address: '192.0.2.7', 'test1.podSubnet': '10.8.0.0/16', karmadaPort: 31443 }, []],
  ['another address', { address: 'container' }, ['its address is 192.0.2.7, not container']],
  ['another subnet', { 'test1.podSubnet': '10.9.0.0/16' }, ['its test1.podSubnet is 10.8.0.0/16, not 10.9.0.0/16']],
  ['a mirror', { 'mirror.registry': 'r.example' }, ['its mirror.registry is not set, not r.example']],
])('of a lab that is there, with %s', (_, given, expected) => {
  expect(answerDifferences(made, given)).toEqual(expected);
});

it.each<[string, Parameters<typeof chartDifference>[0], string | undefined, readonly string[]]>([
  ['nobody names one', { chart: '/c', release: 'installed' }, undefined, []],
  ['it is the same', { chart: '/c', release: 'installed' }, '/c', []],
  ['it is another', { chart: '/c', release: 'installing' }, '/d', ['its chart is /c, not /d']],
  ['it was none', { release: 'installed' }, '/d', ["its chart is the project's own, not /d"]],
  ['nothing is installed by it yet', { chart: '/c' }, '/d', []],
])('of the chart, where %s', (_, record, wanted, expected) => {
  expect(chartDifference(record, wanted)).toEqual(expected);
});
