import type { HostAddress } from './address.ts';
import { clusterNames, type KindLabAnswers } from './answers.ts';
import { freeSubnet, overlap, readSubnet, type Subnet } from './subnet.ts';

/** What of this machine the clusters must not get into the way of. */
export interface HostFacts {
  readonly addresses: readonly HostAddress[];
  /** Other networks: the containers', a VPN's. */
  readonly networks?: readonly { readonly name: string; readonly cidr: string }[];
  /** Ports that something listens on already, of those that were looked at. */
  readonly takenPorts: readonly number[];
}

export interface Clash {
  readonly words: string;
  /** The answer to change. */
  readonly path: string;
  /** What it could be; undefined when nothing is free. */
  readonly free: string | number | undefined;
}

/** Everything that overlaps: ranges of addresses, then ports of the host. Free ones do not clash with one another. */
export const findClashes = (answers: KindLabAnswers, facts: HostFacts): readonly Clash[] => [
  ...subnetClashes(answers, facts),
  ...portClashes(answers, facts.takenPorts),
];

interface Range {
  readonly path: string;
  readonly what: string;
  readonly subnet: Subnet;
}

function subnetClashes(answers: KindLabAnswers, { addresses, networks = [] }: HostFacts): readonly Clash[] {
  const wanted = clusterNames.flatMap((name) => [
    ...rangeOf(`${name}.podSubnet`, `the pods of ${name}`, answers[name].podSubnet),
    ...rangeOf(`${name}.serviceSubnet`, `the Services of ${name}`, answers[name].serviceSubnet),
  ]);
  const present = [
    ...addresses.flatMap(({ name, cidr }) => rangeOf('', `the network of this host's ${name}`, cidr)),
    ...networks.flatMap(({ name, cidr }) => rangeOf('', `the network ${name}`, cidr)),
  ];
  const found: { readonly range: Range; readonly others: readonly Range[] }[] = [];
  for (const [index, range] of wanted.entries()) {
    const others = [...present, ...wanted.slice(0, index)].filter(({ subnet }) => overlap(subnet, range.subnet));
    if (others.length > 0) found.push({ range, others });
  }
  const kept = wanted.filter((range) => !found.some((clash) => clash.range === range));
  const inUse = [...present, ...kept].map(({ subnet }) => subnet);
  return found.map(({ range, others }) => {
    const free = freeSubnet(range.subnet, inUse);
    const taken = free === undefined ? undefined : readSubnet(free);
    if (taken) inUse.push(taken);
    return { words: `${say(range)} overlap with ${others.map(say).join(' and ')}`, path: range.path, free };
  });
}

function rangeOf(path: string, what: string, cidr: string): readonly Range[] {
  const subnet = readSubnet(cidr);
  return subnet ? [{ path, what, subnet }] : [];
}

const say = ({ what, subnet }: Range): string => `${what} (${subnet.text})`;

/** The ports of the host that the lab opens, with what each is for. */
export const hostPorts = (answers: KindLabAnswers) =>
  [
    { path: 'test1.apiServerPort', what: 'the API server of test1', port: answers.test1.apiServerPort },
    { path: 'test1.mappedPort', what: 'the second door to test1', port: answers.test1.mappedPort },
    { path: 'karmadaPort', what: "Karmada's API server", port: answers.karmadaPort },
    { path: 'test2.apiServerPort', what: 'the API server of test2', port: answers.test2.apiServerPort },
    { path: 'test2.mappedPort', what: 'the second door to test2', port: answers.test2.mappedPort },
  ] as const;

/** How far from the wished one a free port is looked for. */
const lookAhead = 20;

/** The ports to look at on this machine: the wished ones, and those that could stand for them. */
export const portsToLookAt = (answers: KindLabAnswers): readonly number[] => [
  ...new Set(hostPorts(answers).flatMap(({ path, port }) => candidates(path, port))),
];

function candidates(path: string, port: number): readonly number[] {
  const most = path === 'karmadaPort' ? 32767 : 65535;
  return Array.from({ length: lookAhead }, (_, index) => port + index).filter((number) => number <= most);
}

function portClashes(answers: KindLabAnswers, taken: readonly number[]): readonly Clash[] {
  const wanted = hostPorts(answers);
  const inUse = new Set([...taken, ...wanted.map(({ port }) => port)]);
  return wanted.flatMap(({ path, what, port }, index) => {
    const other = wanted.slice(0, index).find((earlier) => earlier.port === port);
    if (!other && !taken.includes(port)) return [];
    const free = candidates(path, port).find((number) => !inUse.has(number));
    if (free !== undefined) inUse.add(free);
    const why = other ? `is that of ${other.what} too` : 'is in use on this host';
    return [{ words: `port ${port}, for ${what}, ${why}`, path, free }];
  });
}
