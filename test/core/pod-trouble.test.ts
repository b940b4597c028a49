import { describe, expect, it } from 'vitest';
import { isPodDone, type Pod, podTroubles } from '../../src/core/pod-trouble.ts';

const pod = (name: string, status: object): Pod => ({
  metadata: { name, namespace: 'ns' },
  status: status as NonNullable<Pod['status']>,
});
const waiting = (reason: string, message = '', more: object = {}) => ({
  containerStatuses: [{ name: 'c', image: 'docker.io/x:1', state: { waiting: { reason, message } }, ...more }],
});
const [only] = [(one: Pod) => podTroubles([one], 'karmada')[0]];

describe('a pod that is not ready says why:', () => {
  it.each<[string, Pod, RegExp, RegExp | undefined]>([
    [
      'an image that cannot be pulled, with the value to change',
      pod('karmada-webhook-5f-x', waiting('ImagePullBackOff')),
      /the image docker.io\/x:1 cannot be pulled \(ImagePullBackOff\)/,
      /--set webhook\.image\.repository/,
    ],
    [
      'one that crashes, with its last message',
      pod(
        'karmada-apiserver-x',
        waiting('CrashLoopBackOff', '', { lastState: { terminated: { exitCode: 1, message: 'a\nno etcd\n' } } }),
      ),
      /crashes \(CrashLoopBackOff\): no etcd$/,
      /kubectl logs -n ns karmada-apiserver-x -c c --previous/,
    ],
    [
      'one that crashes without a word, with its exit code',
      pod(
        'karmada-apiserver-x',
        waiting('CrashLoopBackOff', '', { lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }),
      ),
      /its last exit code was 137/,
      /kubectl logs/,
    ],
    [
      'one that no node takes, in the words of the scheduler',
      pod('etcd-0', {
        phase: 'Pending',
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes\nare available' },
        ],
      }),
      /is Pending: 0\/1 nodes are available/,
      undefined,
    ],
    [
      'one that cannot be made',
      pod('x', waiting('CreateContainerConfigError', 'no secret')),
      /CreateContainerConfigError: no secret/,
      undefined,
    ],
    [
      'one that starts',
      pod('x', { phase: 'Pending', ...waiting('ContainerCreating') }),
      /is Pending, and starts/,
      undefined,
    ],
    [
      'one that runs',
      pod('x', { phase: 'Running', containerStatuses: [{ name: 'c', state: { running: {} } }] }),
      /not ready yet/,
      undefined,
    ],
    ['one that goes', { metadata: { name: 'x', deletionTimestamp: 'now' } }, /on its way out/, undefined],
  ])('%s', (_, one, why, hint) => {
    const trouble = only(one);
    expect(trouble?.why).toMatch(why);
    if (hint) expect(trouble?.hint).toMatch(hint);
    else expect(trouble?.hint).toBeUndefined();
  });
});

describe('the value of an image', () => {
  it.each([
    ['karmada-kube-controller-manager-7d-x', 'c', 'kubeControllerManager.image'],
    ['karmada-controller-manager-7d-x', 'c', 'controllerManager.image'],
    ['karmada-aggregated-apiserver-7d-x', 'c', 'aggregatedApiServer.image'],
    ['karmada-apiserver-7d-x', 'c', 'apiServer.image'],
    ['karmada-scheduler-7d-x', 'c', 'scheduler.image'],
    ['karmada-scheduler-estimator-m-x', 'c', 'schedulerEstimator.image'],
    ['etcd-0', 'etcd', 'etcd.internal.image'],
    ['karmada-pre-install-x', 'init', 'cfssl.image'],
    ['karmada-pre-install-x', 'pre-install', 'kubectl.image'],
    ['karmada-static-resource-x', 'c', 'kubectl.image'],
  ])('of the pod %s, container %s, is %s', (name, container, value) => {
    const status = {
      containerStatuses: [{ name: container, image: 'i', state: { waiting: { reason: 'ErrImagePull' } } }],
    };
    expect(only(pod(name, status))?.hint).toContain(`--set ${value}.repository`);
  });
});

it.each<[string, object, boolean]>([
  ['ready', { conditions: [{ type: 'Ready', status: 'True' }] }, true],
  ['a job that is done', { phase: 'Succeeded' }, true],
  ['not ready', { conditions: [{ type: 'Ready', status: 'False' }] }, false],
  ['new', {}, false],
])('a pod that is %s', (_, status, done) => {
  expect(isPodDone(pod('x', status))).toBe(done);
  expect(podTroubles([pod('x', status)], 'karmada')).toHaveLength(done ? 0 : 1);
});
