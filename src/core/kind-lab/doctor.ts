import { asSentence } from '../sentence.ts';
import { reachableAddresses } from './address.ts';
import { containerAddress } from './answers.ts';
import { findClashes, hostPorts } from './clashes.ts';
import type { KindFacts, KindLabFacts } from './doctor-facts.ts';
import { labChecks, upAgain } from './doctor-lab.ts';
import { type Check, error, type Found, info, warning } from './finding.ts';

/** The tools, in the order in which they are needed. */
export const findToolTrouble = ({ tools }: KindFacts): readonly Found[] =>
  tools.flatMap(({ name, problem, hint }) =>
    problem === undefined ? [] : [error(asSentence(`${name} ${problem}`), hint)],
  );

/** The address that the lab has, or would have. A network that has changed leaves a lab whose doors lead nowhere. */
export function findAddressTrouble({ answers: { address }, addresses, lab }: KindFacts): readonly Found[] {
  if (address === containerAddress || addresses.some((one) => one.address === address)) return [];
  const now = reachableAddresses(addresses).map((one) => `${one.address} (${one.name})`);
  if (address === '') {
    return [error('This machine has no address by which others could reach it.', `Use: --address ${containerAddress}`)];
  }
  if (!lab) {
    return [warning(`No interface of this machine has ${address}.`, `It has: ${now.join(', ') || 'none'}`)];
  }
  return [
    error(
      `The lab was made for ${address}, and no interface has that any more. Now there is: ${now.join(', ') || 'none'}.`,
      'Addresses stand in certificates and in Karmada, so make the lab anew: ' +
        `karmate lab down${lab.flags}, ${upAgain(lab)}. Until then the second doors lead in, by 127.0.0.1 and the mappedPort of each cluster.`,
    ),
  ];
}

/** A running cluster of the lab holds its own ports; of one that is stopped they may be somebody else's by now. */
export function findPortTrouble({ answers, takenPorts, lab }: KindFacts): readonly Found[] {
  const holders = lab?.clusters.filter(holdsPorts).map(({ name }) => name) ?? [];
  const ownerOf = (path: string): string => (path.startsWith('test2') ? 'test2' : 'test1');
  const own = hostPorts(answers).flatMap(({ path, port }) => (holders.includes(ownerOf(path)) ? port : []));
  const foreign = takenPorts.filter((port) => !own.includes(port));
  return findClashes(answers, { addresses: [], takenPorts: foreign })
    .filter(({ path }) => path.endsWith('Port'))
    .map(({ words, path, free }) => {
      const port = hostPorts(answers).find((one) => one.path === path)?.port;
      const steps = [
        ...(port !== undefined && foreign.includes(port) ? ['end what listens there (see: ss -ltnp)'] : []),
        // Of a lab that is there the ports are what they are.
        ...(free === undefined || lab ? [] : [`choose another in lab.yaml: ${path}: ${free}`]),
      ];
      return error(`${sentence(words)}.`, steps.length > 0 ? `${sentence(steps.join(', or '))}` : undefined);
    });
}

/** One that nobody tells of may hold them too: then nothing is said. */
const holdsPorts = ({ state, containers }: KindLabFacts['clusters'][number]): boolean =>
  state === 'running' || state === 'unknown' || (state === 'creating' && containers.some((one) => one.isRunning));

export function findSubnetTrouble({ answers, addresses, networks }: KindFacts): readonly Found[] {
  return findClashes(answers, { addresses, networks: networks ?? [], takenPorts: [] })
    .filter(({ path }) => path.endsWith('Subnet'))
    .map(({ words, path, free }) =>
      error(
        `${sentence(words)}: what lies there cannot be reached from its pods.`,
        free === undefined ? undefined : `Free is, for lab.yaml: ${path}: ${free}`,
      ),
    );
}

const gib = 2 ** 30;
/** Two clusters of two nodes, and Karmada's ten parts. */
export const enough = { memoryBytes: 6 * gib, cpus: 2, inotifyInstances: 512 } as const;

export function findEngineTrouble({ engine }: KindFacts): readonly Found[] | undefined {
  if (!engine) return undefined;
  const { memoryBytes, cpus } = engine;
  const settings = 'Give it more: in Docker Desktop under Settings, Resources; with podman: podman machine set';
  return [
    ...(memoryBytes !== undefined && memoryBytes < enough.memoryBytes
      ? [
          warning(
            `The container engine has ${(memoryBytes / gib).toFixed(1)} GiB of memory; with less than 6 pods may end or never start.`,
            settings,
          ),
        ]
      : []),
    ...(cpus !== undefined && cpus < enough.cpus
      ? [warning(`The container engine has ${cpus} CPU; Kubernetes asks for 2, and all will be slow.`, settings)]
      : []),
  ];
}

const ipvsModules = ['ip_vs', 'ip_vs_rr', 'nf_conntrack'];

/** kube-proxy runs with ipvs (kind-configs/). Inside a container it can load what the host has, and nothing else. */
export function findIpvsTrouble({ kernel, engine }: KindFacts): readonly Found[] | undefined {
  if (!kernel || engine?.isOnThisKernel === false) return undefined;
  const asleep = ipvsModules.filter((name) => !kernel.ready.includes(name));
  const absent = asleep.filter((name) => !kernel.loadable.includes(name));
  if (absent.length > 0) {
    return [
      warning(
        `This kernel has no ${absent.join(', ')}: kube-proxy cannot use ipvs.`,
        `Load what there is: sudo modprobe -a ${asleep.join(' ')}; else write kubeProxyMode: iptables into the configs of kind.`,
      ),
    ];
  }
  if (asleep.length === 0) return [];
  return [
    info(
      `Not loaded yet: ${asleep.join(', ')}. kube-proxy loads them when it starts.`,
      `To be sure: sudo modprobe -a ${asleep.join(' ')}`,
    ),
  ];
}

export function findInotifyTrouble({ inotifyInstances, engine }: KindFacts): readonly Found[] | undefined {
  if (inotifyInstances === undefined || engine?.isOnThisKernel === false) return undefined;
  if (inotifyInstances >= enough.inotifyInstances) return [];
  return [
    warning(
      `fs.inotify.max_user_instances is ${inotifyInstances}: of so many nodes some end with "too many open files".`,
      'sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288',
    ),
  ];
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export const kindChecks: readonly Check<KindFacts>[] = [
  { code: 'tools', about: 'container engine, kind, helm', find: findToolTrouble },
  { code: 'address', about: 'address of this machine', find: findAddressTrouble },
  { code: 'ports', about: 'ports of this machine', find: findPortTrouble },
  { code: 'subnets', about: 'subnets of pods and Services', find: findSubnetTrouble },
  { code: 'engine', about: 'memory and CPUs of the engine', find: findEngineTrouble },
  { code: 'ipvs', about: 'kernel modules for ipvs', find: findIpvsTrouble },
  { code: 'inotify', about: 'inotify limits', find: findInotifyTrouble },
  ...labChecks,
];
