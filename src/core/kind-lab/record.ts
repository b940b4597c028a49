import type { WrittenContext } from '../kubeconfig-removal.ts';
import { isPlainObject } from '../plain-object.ts';
import type { KindLabAnswers } from './answers.ts';

/** What a lab on kind has made so far. It is written before each step and after it, so that nothing is forgotten. */
export interface KindLabRecord {
  readonly apiVersion: typeof recordVersion;
  readonly kind: 'KindLabRecord';
  readonly engine: Engine;
  readonly answers: KindLabAnswers;
  /** The clusters of kind that are this lab's own. One that is `creating` was broken off, or is being made. */
  readonly clusters: Readonly<Partial<Record<'test1' | 'test2', 'creating' | 'created'>>>;
  /** By which id Karmada knows each of them; noted once it is made. */
  readonly ids?: Readonly<Partial<Record<'test1' | 'test2', string>>>;
  /** Ids of clusters that this lab made and that are gone, while Karmada may still have them as members. */
  readonly formerIds?: readonly string[];
  /** The Helm release in test1. */
  readonly release?: 'installing' | 'installed' | undefined;
  /** The chart that was asked for, as it is found from every folder; undefined: the project's own. */
  readonly chart?: string | undefined;
  /** Member clusters that have joined, by their names in Karmada. */
  readonly members: readonly string[];
  /** Contexts that were added to the user's own kubeconfig, and which file that is. */
  readonly merged?:
    | {
        readonly path: string;
        readonly contexts: readonly string[];
        /** As they were written, or are about to be. A record of an early karmate has none. */
        readonly written?: readonly WrittenContext[];
      }
    | undefined;
}

export const recordVersion = 'lab.karmate.dev/v1';

/** Programs that run containers for kind, in the order in which they are looked for. */
export const engines = ['docker', 'podman', 'nerdctl'] as const;
export type Engine = (typeof engines)[number];

export const emptyRecord = (engine: Engine, answers: KindLabAnswers): KindLabRecord => ({
  apiVersion: recordVersion,
  kind: 'KindLabRecord',
  engine,
  answers,
  clusters: {},
  members: [],
});

/** What the lab keeps in its folder, `lab.json` last: a clean-up that was broken off can be done again. */
export const kindLabFiles = {
  rendered: ['test1.yaml', 'test2.yaml', 'values.yaml', 'mirror.yaml'],
  /** The clusters of kind: contexts kind-test1 and kind-test2, as this host reaches them. */
  hosts: 'hosts.config',
  /** Each alone, as Karmada reaches it. */
  members: { test1: 'test1.config', test2: 'test2.config' },
  karmada: 'karmada-config',
  log: 'programs.log',
  record: 'lab.json',
} as const;

/** A text as a record. undefined: it is about a lab on the embedded control plane, which has a file of that name too. */
export function readRecord(text: string): KindLabRecord | 'unreadable' | undefined {
  const found = parse(text);
  if (isPlainObject(found) && found.kind === 'Lab') return undefined;
  return isRecord(found) ? found : 'unreadable';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(found: unknown): found is KindLabRecord {
  if (!isPlainObject(found)) return false;
  const { apiVersion, kind, engine, answers, clusters, members } = found;
  return (
    apiVersion === recordVersion &&
    kind === 'KindLabRecord' &&
    engines.some((known) => known === engine) &&
    isPlainObject(answers) &&
    typeof answers.address === 'string' &&
    isPlainObject(answers.test1) &&
    isPlainObject(answers.test2) &&
    isPlainObject(clusters) &&
    Array.isArray(members)
  );
}
