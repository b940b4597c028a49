import * as nodeTls from 'node:tls';

/** What Node 22.19 and 24.5 added to node:tls. */
export interface Tls {
  readonly rootCertificates: readonly string[];
  /** Those of NODE_EXTRA_CA_CERTS. */
  readonly getCACertificates?: (type: 'extra') => readonly string[];
  readonly setDefaultCACertificates?: (certificates: readonly string[]) => void;
}

/** What decides which authorities Node trusts by itself. */
export interface NodeProcess {
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execArgv: readonly string[];
  readonly config: { readonly variables: object };
}

export interface Authorities {
  /** Node's own are not there, unless somebody needed them before. */
  readonly forget: (process: NodeProcess) => void;
  /** For who connects without an authority of a kubeconfig's: Node's own are there. */
  readonly trust: () => void;
}

/** With these it may trust others: --use-system-ca, --use-openssl-ca. */
const mayMeanOthers = ['NODE_OPTIONS', 'NODE_USE_SYSTEM_CA'];

/**
 * Where NODE_EXTRA_CA_CERTS adds to its own authorities, Node 24 parses them all as soon as a context gets one, to compare
 * two stores (crypto_context.cc, GetCertStoreOwnedByThisSecureContext): 25 ms of each start. With none there is nothing to
 * parse. That holds for the process, so only the command line forgets them, and only where it can be undone exactly.
 */
export function createAuthorities(tls: Tls = nodeTls): Authorities {
  const state = { are: 'there' as 'there' | 'forgotten' | 'needed' };
  return {
    forget: ({ version, env, execArgv, config }) => {
      const isPlain = execArgv.length === 0 && mayMeanOthers.every((name) => env[name] === undefined);
      // Others than the makers of Node may build it with the authorities of their system.
      const isShared = 'node_shared_openssl' in config.variables && config.variables.node_shared_openssl;
      if (state.are !== 'there' || !isPlain || isShared || !version.startsWith('v24.') || !env.NODE_EXTRA_CA_CERTS)
        return;
      state.are = 'forgotten';
      tls.setDefaultCACertificates?.([]);
    },
    trust: () => {
      if (state.are === 'forgotten')
        tls.setDefaultCACertificates?.([...tls.rootCertificates, ...(tls.getCACertificates?.('extra') ?? [])]);
      state.are = 'needed';
    },
  };
}

/** Those of this process. */
export const authorities = createAuthorities();
