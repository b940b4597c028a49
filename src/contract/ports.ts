import type { HostAddress } from '../core/kind-lab/address.ts';
import type { Filling } from '../core/kind-lab/edits.ts';
import type { KernelModules } from '../core/kind-lab/kernel.ts';
import type { KindLabRecord } from '../core/kind-lab/record.ts';
import type { BuildReport, BuildWish, ComponentAction, LabComponent, LabState, LabWish } from '../core/lab.ts';
import type { ProgramArg, ProgramRun } from '../core/program.ts';
import type { Karmada, Kube } from './kube.ts';
import type { Kubeconfigs } from './kubeconfigs.ts';
import type { DocumentSource } from './params.ts';

export type { Impersonation } from '../core/impersonation.ts';
export type {
  ApplyOptions,
  DeleteOptions,
  FieldValidation,
  Karmada,
  Kube,
  ListQuery,
  Need,
  PatchOperation,
  Target,
  WriteOptions,
} from './kube.ts';
export type { Kubeconfigs, MergeOptions, Written } from './kubeconfigs.ts';

export interface Document {
  /** What messages call it: a path, or `stdin`. */
  readonly name: string;
  readonly text: string;
}

export interface Files {
  readonly read: (
    sources: readonly DocumentSource[],
    options: { readonly recursive: boolean },
  ) => Promise<readonly Document[]>;
  /** The text of a file of this machine; undefined when there is none. */
  readonly find: (path: string) => Promise<string | undefined>;
  /** A path that leads there from every folder. */
  readonly absolute: (path: string) => Promise<string>;
  /** Writes files by their paths, each whole or not at all; none when there is no room for all. Makes their folders. */
  readonly write: (documents: readonly Document[]) => Promise<void>;
}

/** The machine that karmate runs on. */
export interface Host {
  /** Its IPv4 addresses, in its own order. */
  readonly addresses: () => Promise<readonly HostAddress[]>;
  /** Which of these TCP ports something listens on. */
  readonly takenPorts: (ports: readonly number[]) => Promise<readonly number[]>;
  /** Modules of the Linux kernel; undefined where there is no such kernel, or it tells nothing of them. */
  readonly kernelModules: () => Promise<KernelModules | undefined>;
  /** A number of the kernel's settings: `fs.inotify.max_user_instances`; undefined where there is none. */
  readonly kernelSetting: (name: string) => Promise<number | undefined>;
}

export interface Lab {
  readonly up: (wish: LabWish) => Promise<{ readonly lab: LabState; readonly already: boolean }>;
  /** undefined: nothing runs there. */
  readonly status: (dir: string | undefined) => Promise<{ readonly dir: string; readonly lab: LabState | undefined }>;
  readonly down: (
    dir: string | undefined,
    purge: boolean,
  ) => Promise<{
    readonly dir: string;
    readonly was: LabState['state'] | 'down';
    /** What a purge left in the folder, since no lab made it. */
    readonly kept: readonly string[];
  }>;
  readonly build: (wish: BuildWish) => Promise<BuildReport>;
  readonly control: (dir: string | undefined, action: ComponentAction, component: string) => Promise<LabComponent>;
  /** A template of the lab on kind, filled in; its comments stay. */
  readonly fill: (filling: Filling) => Promise<string>;
}

/** Labs on kind. What one has made is kept in its folder. */
export interface KindLabs {
  /** As an absolute path; the usual place where none is named. */
  readonly folder: (dir: string | undefined) => Promise<string>;
  /** undefined: there is no lab on kind there. */
  readonly read: (dir: string) => Promise<KindLabRecord | undefined>;
  readonly write: (dir: string, record: KindLabRecord) => Promise<void>;
  /** Runs the work while nobody else changes that lab; where somebody does, that is a conflict. */
  readonly alone: <T>(dir: string, work: () => Promise<T>) => Promise<T>;
  /** Deletes what the lab keeps in its folder, the record last; gives the names of what else is in there. */
  readonly forget: (dir: string) => Promise<readonly string[]>;
}

export interface ProgramOptions {
  /** What it reads on stdin; without it, stdin is empty. */
  readonly input?: string | undefined;
  /** Set on top of the environment; undefined takes a variable away. Never shown. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly cwd?: string | undefined;
  /** Ends it, with a `timeout` failure. Without it there is no limit. */
  readonly timeoutMs?: number | undefined;
  /** Told of each line while it runs. */
  readonly onLine?: ((line: string, stream: 'stdout' | 'stderr') => void) | undefined;
  /** A file that all it says is added to, after its command line and before how it ended; for the owner alone. */
  readonly log?: string | undefined;
  /** false: no `-v` shows the command line, for what is asked all the time. */
  readonly show?: boolean | undefined;
  /** stdout holds credentials: it goes to the caller and to no log. */
  readonly secret?: boolean | undefined;
  /** How to get the program, for those who have it not. */
  readonly hint?: string | undefined;
}

/** Programs of others, started without a shell and ended with all that they have started. */
export interface Programs {
  /** Where it is on PATH, as an absolute path; undefined when it is not there. */
  readonly find: (name: string) => Promise<string | undefined>;
  /** A file of karmate's own to keep what such programs say in. */
  readonly logFile: (name: string) => Promise<string>;
  /** Runs it to its end, whatever the exit code. Missing: `config`; cancelled: `interrupted`. */
  readonly run: (name: string, args: readonly ProgramArg[], options?: ProgramOptions) => Promise<ProgramRun>;
}

/** Everything an operation may reach. Implemented in client/, faked only to provoke failures. */
export interface Ports {
  readonly karmada: Karmada;
  /** Any other API server, by its own kubeconfig; undefined: by the one that kubectl would take. */
  readonly connect: (where: {
    readonly kubeconfig: string | undefined;
    readonly context: string | undefined;
    /** What the user chooses its context with, for hints. */
    readonly contextFlag: string;
    /** And its kubeconfig, where that may be left out. */
    readonly kubeconfigFlag?: string;
  }) => Kube;
  /** Another Karmada than the one that the flags name. */
  readonly karmadaAt: (where: { readonly kubeconfig: string; readonly context: string | undefined }) => Karmada;
  readonly lab: Lab;
  readonly kindLabs: KindLabs;
  readonly files: Files;
  readonly host: Host;
  readonly programs: Programs;
  readonly kubeconfigs: Kubeconfigs;
  /** The text of a file that comes with the package: `charts-values/karmada-v1.18.2.yaml`. */
  readonly shipped: (path: string) => Promise<string>;
  /** Asks the user; without a terminal that is a `usage` failure which says so. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Says what is being done or waited for, to people; a step of a plan is said in any case, of the rest the newest. */
  readonly progress: (message: string, kind?: 'step') => void;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Rejects with an `interrupted` KnownError when the signal fires. */
  readonly sleep: (ms: number) => Promise<void>;
  /** The same ports, for what is still to be tidied up when the signal has fired: they end after so many milliseconds. */
  readonly afterwards: (ms: number) => Promise<Ports>;
  /** What the work comes to, or undefined when that takes longer; the work itself is not ended. */
  readonly atMost: <T>(ms: number, work: Promise<T>) => Promise<T | undefined>;
  readonly about: { readonly version: string; readonly node: string; readonly platform: string };
}
