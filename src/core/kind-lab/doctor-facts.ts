import type { HostAddress } from './address.ts';
import type { KindLabAnswers } from './answers.ts';
import type { ClusterState, Container } from './cluster-state.ts';
import type { KernelModules } from './kernel.ts';

/** What is known of this machine for a lab on kind, and of the lab where there is one. */
export interface KindFacts {
  readonly tools: readonly ToolFact[];
  readonly answers: KindLabAnswers;
  readonly addresses: readonly HostAddress[];
  /** Of the ports that the lab has or wants, and those near them. */
  readonly takenPorts: readonly number[];
  /** The networks of the engine; undefined where it does not tell. */
  readonly networks: readonly { readonly name: string; readonly cidr: string }[] | undefined;
  readonly engine: EngineFacts | undefined;
  readonly kernel: KernelModules | undefined;
  /** fs.inotify.max_user_instances; undefined where there is no such setting. */
  readonly inotifyInstances: number | undefined;
  /** undefined: there is no lab yet. */
  readonly lab: KindLabFacts | undefined;
}

export interface ToolFact {
  readonly name: string;
  /** Goes on after the name. */
  readonly problem: string | undefined;
  readonly hint: string | undefined;
}

export interface EngineFacts {
  readonly memoryBytes: number | undefined;
  readonly cpus: number | undefined;
  /** Its containers run on the kernel of this machine, not on that of a virtual one. */
  readonly isOnThisKernel: boolean;
}

export interface KindLabFacts {
  /** What commands that are about it need to find it: ` --dir /my/lab`, or nothing. */
  readonly flags: string;
  readonly engine: string;
  readonly clusters: readonly {
    readonly name: string;
    readonly state: ClusterState;
    readonly containers: readonly Container[];
  }[];
  readonly karmada: {
    readonly server: string;
    readonly isMade: boolean;
    readonly answers: boolean;
    readonly problem: string | undefined;
    readonly hint: string | undefined;
  };
  /** For which names its certificate is, at each address where it is for another one than that. */
  readonly certificates: readonly { readonly server: string; readonly names: readonly string[] | undefined }[];
  /** Its clock less that of this machine; undefined where it does not tell. */
  readonly clockAheadMs: number | undefined;
  /** undefined: Karmada does not tell. */
  readonly members: readonly MemberFact[] | undefined;
}

export interface MemberFact {
  readonly name: string;
  /** False for one that the lab had joined, and that is no member now. */
  readonly isJoined: boolean;
  readonly ready: string;
  readonly reason: string;
  readonly apiEndpoint: string | undefined;
  /** Where members are reached by container: which cluster it is, and the addresses of that container now. */
  readonly container?: { readonly cluster: string; readonly addresses: readonly string[] } | undefined;
}
