import type { ErrorCode } from '../../contract/errors.ts';
import { kindLine } from './kind-line.ts';
import type { Engine } from './record.ts';

/** Why kind could not make a cluster, told from what it and the engine say, with the next step. */
export interface KindFailure {
  readonly code: ErrorCode;
  readonly words: string;
  readonly hint: string | undefined;
}

interface Rule {
  readonly when: RegExp;
  readonly code: ErrorCode;
  readonly words: (found: RegExpExecArray) => string;
  readonly hint: string | ((engine: Engine) => string);
}

/** The words are those of docker 20 to 28, podman 4 and 5, and kind 0.20 to 0.24. */
const rules: readonly Rule[] = [
  {
    when: /Bind for (\S+) failed|(\d+\.\d+\.\d+\.\d+:\d+): bind|port is already allocated|address already in use/i,
    code: 'conflict',
    words: ([, one, other]) => `a port that it needs is taken${(one ?? other) ? ` (${one ?? other})` : ''}`,
    hint: 'See which: karmate lab doctor. Choose others in a lab.yaml (--config), or end what listens there.',
  },
  {
    when: /cannot assign requested address|invalid IP address/i,
    code: 'config',
    words: () => 'this machine does not have the address that its API server is to listen on',
    hint: 'Name one that it has with --address, after: karmate lab down',
  },
  {
    when: /failed to pull image "?([^":\s]+:[^"\s]+)|pull access denied for ([^\s,]+)|manifest for (\S+) not found/i,
    code: 'unreachable',
    words: ([, ...images]) => `the image of its nodes cannot be pulled (${images.find(Boolean)})`,
    hint: 'Can the registry be reached from here? Another image: nodeImage in a lab.yaml (--config).',
  },
  {
    when: /pool overlaps with other one|subnet.*(?:overlap|already)/i,
    code: 'conflict',
    words: () => 'its network overlaps with another one',
    hint: 'See with which: karmate lab doctor. Choose others in a lab.yaml (--config).',
  },
  {
    when: /(?:kubeconfig|hosts\.config)[^\n]*no space left on device/i,
    code: 'failed',
    words: () => 'there is no room for its kubeconfig: the disk is full',
    hint: 'Make room in the folder of the lab.',
  },
  {
    when: /no space left on device/i,
    code: 'failed',
    words: () => 'the disk of the engine is full',
    hint: (engine) => `Make room, for instance with: ${engine} system prune`,
  },
  {
    when: /too many open files|inotify/i,
    code: 'failed',
    words: () => 'this machine allows too few inotify watches for so many nodes',
    hint: 'Allow more: sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288',
  },
  {
    when: /cannot connect to (?:the docker daemon|podman)|is the docker daemon running|cannot access containerd socket/i,
    code: 'config',
    words: () => 'the engine of the containers does not run',
    hint: (engine) => `Start it, and see that it answers: ${engine} info`,
  },
  {
    when: /node\(s\) already exist for a cluster with the name/i,
    code: 'conflict',
    words: () => 'containers of a cluster of that name are there already',
    hint: (engine) =>
      `See them with: ${kindLine(engine, 'get clusters')}. What is of no more use goes with: ${kindLine(engine, 'delete cluster --name NAME')}`,
  },
  {
    when: /timed out waiting|failed to init node with kubeadm|could not find a log line/i,
    code: 'timeout',
    words: () => 'its node did not come up',
    hint: 'A machine with little memory is slow, and an old kernel may miss what the image needs: karmate lab doctor',
  },
];

/** What kind said is kept whole in a log; here it is one sentence. */
export function kindFailure(stderr: string, ending: string, engine: Engine): KindFailure {
  for (const { when, code, words, hint } of rules) {
    const found = when.exec(stderr);
    if (found) return { code, words: words(found), hint: typeof hint === 'string' ? hint : hint(engine) };
  }
  const said =
    stderr.split('\n').findLast((line) => line.startsWith('ERROR:')) ?? stderr.trim().split('\n').at(-1) ?? '';
  return { code: 'failed', words: said.replace(/^ERROR: */, '').trim() || `kind ${ending}`, hint: undefined };
}
