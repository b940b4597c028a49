import { BlockList, isIP } from 'node:net';
import { KnownError } from '../../contract/errors.ts';
import type { Entry } from '../../core/kubeconfig.ts';
import type { ClusterEntry } from '../../core/kubeconfig-fields.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const known = ['http:', 'https:', 'socks5:', 'socks5h:'];

/** The proxy to a cluster: its proxy-url, else what the environment says. */
export function chooseProxy(
  server: URL,
  { name, value, file }: Entry<ClusterEntry>,
  env: Environment,
): URL | undefined {
  const text = value['proxy-url'];
  if (!text) return proxyOf(server, env);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.hostname && known.includes(url.protocol)) return url;
  // What is no address may still hold a password: it is not shown.
  throw new KnownError('config', `The proxy-url of cluster "${name}" in ${file} is no http, https or socks5 address.`);
}

/**
 * The proxy that HTTPS_PROXY or HTTP_PROXY names, unless NO_PROXY leaves this address out; this machine itself is
 * always left out. Mirrors golang.org/x/net/http/httpproxy, so that it is the proxy that kubectl takes.
 */
export function proxyOf(server: URL, env: Environment): URL | undefined {
  const scheme = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = anyOf(env, scheme);
  if (!text || isLeftOut(server, anyOf(env, 'NO_PROXY') ?? '')) return undefined;
  const isAddress = URL.canParse(text) && new URL(text).hostname !== '';
  const url = [isAddress ? text : '', `http://${text}`]
    .filter((one) => URL.canParse(one))
    .map((one) => new URL(one))[0];
  if (url && known.includes(url.protocol)) return url;
  throw new KnownError('config', `${scheme} in the environment is no http, https or socks5 address.`, {
    hint: 'Write it as http://HOST:PORT.',
  });
}

const anyOf = (env: Environment, name: string): string | undefined => env[name] || env[name.toLowerCase()];

function isLeftOut({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const at = port || (protocol === 'https:' ? '443' : '80');
  if (host === 'localhost' || isLoopback(host)) return true;
  const entries = noProxy
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter(Boolean);
  return entries.includes('*') || entries.some((entry) => matches(entry, host, at));
}

function matches(entry: string, host: string, port: string): boolean {
  const [network = '', prefix] = entry.split('/');
  if (isIP(network) && prefix !== undefined) return /^\d+$/.test(prefix) && isWithin(network, Number(prefix), host);
  const [, bracketed, plain, wantedPort] = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(entry) ?? [];
  const name = bracketed ?? plain ?? entry.replace(/^\[|\]$/g, '');
  if (name === '' || (wantedPort && wantedPort !== port)) return false;
  if (isIP(name)) return isIP(host) !== 0 && isWithin(name, isIP(name) === 4 ? 32 : 128, host);
  if (isIP(host)) return false;
  // "x.com" means it and all below it; ".x.com" and "*.x.com" only what is below.
  const domain = name.replace(/^\*\./, '.');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

function isWithin(network: string, prefix: number, host: string): boolean {
  if (isIP(host) === 0 || prefix > (isIP(network) === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family(network));
  return list.check(host, family(host));
}

const isLoopback = (host: string): boolean =>
  isIP(host) !== 0 && (isWithin('127.0.0.0', 8, host) || isWithin('::1', 128, host));
