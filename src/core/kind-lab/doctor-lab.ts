import type { KindFacts, KindLabFacts, MemberFact } from './doctor-facts.ts';
import { type Check, error, type Found, warning } from './finding.ts';

/** The command that goes on where the making of the lab ended. */
export const upAgain = ({ flags }: Pick<KindLabFacts, 'flags'>): string => `karmate lab up --provider kind${flags}`;

/** Checks of a lab on kind that is there; without one none of them has anything to look at. */
export function findClusterTrouble({ lab }: KindFacts): readonly Found[] | undefined {
  if (!lab || (lab.clusters.length > 0 && lab.clusters.every(({ state }) => state === 'unknown'))) return undefined;
  return lab.clusters.flatMap(({ name, state, containers }): readonly Found[] => {
    const again = upAgain(lab);
    if (state === 'creating') return [warning(`The making of ${name} was broken off, or goes on.`, `Go on: ${again}`)];
    if (state === 'missing') return [error(`The cluster ${name} is gone.`, `Make it again: ${again}`)];
    if (state !== 'stopped') return [];
    const still = containers.flatMap((one) => (one.isRunning ? [] : one.name));
    return [error(`The cluster ${name} does not run.`, `Start it: ${lab.engine} start ${still.join(' ')}`)];
  });
}

export function findKarmadaTrouble({ lab }: KindFacts): readonly Found[] | undefined {
  if (!lab) return undefined;
  const { answers, isMade, problem, hint, server } = lab.karmada;
  if (!isMade) return [warning('Karmada is not installed yet.', `Go on: ${upAgain(lab)}`)];
  // What its certificate is for is a check of its own.
  if (lab.certificates.some((one) => one.server === server && one.names !== undefined)) return [];
  if (answers && problem === undefined) return [];
  return [error(`Karmada does not answer as it should: ${problem ?? server}`, hint)];
}

/** It is made once, when Karmada is installed, from certs.auto.hosts. */
export function findCertificateTrouble({ lab }: KindFacts): readonly Found[] | undefined {
  if (!lab || lab.certificates.length === 0) return undefined;
  return lab.certificates.flatMap(({ server, names }): readonly Found[] => {
    if (names === undefined) return [];
    const host = hostOf(server) ?? server;
    return [
      error(
        `The certificate of Karmada is not for ${host}, but for ${names.join(', ') || 'no name at all'}.`,
        `It is made once, when Karmada is installed. Make the lab anew: karmate lab down${lab.flags}, ${upAgain(lab)} --address ${host}`,
      ),
    ];
  });
}

const mostApartMs = 60_000;

/** Certificates and tokens hold from a time on; the clock of a virtual machine stands still while the machine sleeps. */
export function findClockTrouble({ lab }: KindFacts): readonly Found[] | undefined {
  if (lab?.clockAheadMs === undefined) return undefined;
  const { clockAheadMs } = lab;
  if (Math.abs(clockAheadMs) <= mostApartMs) return [];
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  return [
    error(
      `The clock of the clusters is ${seconds} s ${clockAheadMs > 0 ? 'ahead of' : 'behind'} that of this machine.`,
      'Set the clock of this machine by NTP. In a virtual machine (Docker Desktop, WSL) start the engine again.',
    ),
  ];
}

export const findMemberTrouble = ({ lab }: KindFacts): readonly Found[] | undefined =>
  lab?.members?.flatMap((member) => ofMember(member, upAgain(lab)));

function ofMember(member: MemberFact, again: string): readonly Found[] {
  const { name, isJoined, ready, reason, apiEndpoint } = member;
  if (!isJoined) return [warning(`${name} is no member any more.`, `Join it again: ${again}`)];
  // Karmada takes a while to notice, and says then only that nobody answers.
  if (hasMoved(member)) return [moved(member, again)];
  if (ready === 'True') return [];
  const host = apiEndpoint === undefined ? undefined : hostOf(apiEndpoint);
  if (host !== undefined && isLoopback(host)) {
    return [
      error(
        `Karmada is to reach ${name} at ${apiEndpoint}; but in Karmada's pods ${host} is the pod itself (${reason || ready}).`,
        `Join it by an address that leads there from the network of the containers; such members makes: ${again}`,
      ),
    ];
  }
  return [
    error(
      `${name} is not Ready: ${reason}${apiEndpoint === undefined ? '' : `. Karmada reaches it at ${apiEndpoint}`}`,
      'Does its cluster run, and does that address lead there from a pod of test1? See what Karmada says: karmate get ' +
        `clusters ${name} -o yaml`,
    ),
  ];
}

/** The engine may give a container another address when it starts again, and its former one to another. */
function hasMoved({ apiEndpoint, container }: MemberFact): boolean {
  const host = apiEndpoint === undefined ? undefined : hostOf(apiEndpoint);
  if (!container || container.addresses.length === 0 || host === undefined || isLoopback(host)) return false;
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) && !container.addresses.includes(host);
}

const moved = ({ name, apiEndpoint, container }: MemberFact, again: string): Found =>
  error(
    `Karmada is to reach ${name} at ${apiEndpoint}; but the container of ${container?.cluster} has the address ` +
      `${container?.addresses.join(', ')} now.`,
    `Let it follow: ${again}`,
  );

function hostOf(url: string): string | undefined {
  return /^https?:\/\/(\[[^\]]+\]|[^:/]+)/.exec(url)?.[1];
}

const isLoopback = (host: string): boolean => /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\]|0\.0\.0\.0)$/.test(host);

export const labChecks: readonly Check<KindFacts>[] = [
  { code: 'clusters', about: 'clusters of the lab', find: findClusterTrouble },
  { code: 'karmada', about: "Karmada's API server", find: findKarmadaTrouble },
  { code: 'certificate', about: "names of Karmada's certificate", find: findCertificateTrouble },
  { code: 'clock', about: 'clocks', find: findClockTrouble },
  { code: 'members', about: 'members, as Karmada reaches them', find: findMemberTrouble },
];
