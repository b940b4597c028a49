import { expect, it } from 'vitest';
import { kindFailure } from '../../../src/core/kind-lab/kind-failure.ts';

it.each<[string, string, string, RegExp]>([
  [
    'a port that is taken',
    'ERROR: failed to create cluster: command "docker run …" failed with error: exit status 125\nCommand Output: docker: Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:31443 failed: port is already allocated.',
    'conflict',
    /^a port that it needs is taken \(0\.0\.0\.0:31443\)$/,
  ],
  [
    'an address that is not there',
    'docker: Error response from daemon: failed to bind host port 192.0.2.7:6443/tcp: cannot assign requested address.',
    'config',
    /does not have the address/,
  ],
  [
    'an image that cannot be pulled',
    'ERROR: failed to create cluster: failed to pull image "kindest/node:v9.9.9": command "docker pull kindest/node:v9.9.9" failed',
    'unreachable',
    /\(kindest\/node:v9\.9\.9\)/,
  ],
  [
    'a full disk of this machine',
    'ERROR: failed to create cluster: failed to write KUBECONFIG: write /d/hosts.config: no space left on device',
    'failed',
    /^there is no room for its kubeconfig: the disk is full$/,
  ],
  [
    'a full disk of the engine',
    'Error response from daemon: no space left on device',
    'failed',
    /disk of the engine is full/,
  ],
  [
    'an engine that does not run',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
    'config',
    /does not run/,
  ],
  [
    'a node that does not come up',
    'ERROR: failed to create cluster: failed to init node with kubeadm: exit status 1',
    'timeout',
    /did not come up/,
  ],
  ['inotify at its limit', 'Failed to create inotify object: Too many open files', 'failed', /inotify/],
  [
    'containers left behind',
    'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "test1"',
    'conflict',
    /are there already/,
  ],
  [
    'another network',
    'Error response from daemon: Pool overlaps with other one on this address space',
    'conflict',
    /overlaps/,
  ],
  ['anything else', 'Creating cluster\nERROR: something new\n', 'failed', /^something new$/],
  ['nothing at all', '', 'failed', /^kind was ended by SIGKILL$/],
])('of what kind says, %s is told in a sentence', (_, stderr, code, words) => {
  const failure = kindFailure(stderr, 'was ended by SIGKILL', 'docker');
  expect(failure).toEqual({ code, words: expect.stringMatching(words), hint: failure.hint });
  if (code !== 'failed') expect(failure.hint).toBeTruthy();
});

it.each([
  [
    'Cannot connect to Podman. Please verify your connection',
    'podman',
    'Start it, and see that it answers: podman info',
  ],
  ['no space left on device', 'nerdctl', 'Make room, for instance with: nerdctl system prune'],
  [
    'node(s) already exist for a cluster with the name "test1"',
    'podman',
    'See them with: KIND_EXPERIMENTAL_PROVIDER=podman kind get clusters. What is of no more use goes with: ' +
      'KIND_EXPERIMENTAL_PROVIDER=podman kind delete cluster --name NAME',
  ],
] as const)('the next step after "%s" names the engine in use, %s', (stderr, engine, hint) => {
  expect(kindFailure(stderr, '', engine).hint).toBe(hint);
});
