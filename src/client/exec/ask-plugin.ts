import { createPrivateKey, X509Certificate } from 'node:crypto';
import { dirname, resolve, sep } from 'node:path';
import { isatty } from 'node:tty';
import { KnownError } from '../../contract/errors.ts';
import type { Entry } from '../../core/kubeconfig.ts';
import type { ExecEntry } from '../../core/kubeconfig-fields.ts';
import type { Setting } from '../authenticator.ts';
import type { ExecCredential } from './authenticator.ts';
import { runPlugin } from './run-plugin.ts';

/** Runs the plugin once and reads what it says. Nothing of that is ever shown: it is secret, also where it is broken. */
export async function askPlugin(user: Entry<ExecEntry>, setting: Setting): Promise<ExecCredential> {
  const { value, file } = user;
  const command = value.command ?? '';
  const interactive = isInteractive(user);
  const aside = (interactive && setting.aside) || (<T>(work: () => Promise<T>) => work());
  const output = await aside(() =>
    runPlugin({
      // A name alone is looked up in PATH, a path is relative to its kubeconfig.
      command: command.includes(sep) || command.includes('/') ? resolve(dirname(file), command) : command,
      args: value.args ?? [],
      env: {
        ...setting.env,
        ...Object.fromEntries((value.env ?? []).map((one) => [one.name, one.value ?? ''])),
        KUBERNETES_EXEC_INFO: JSON.stringify(question(value, setting, interactive)),
      },
      interactive,
      installHint: value.installHint,
      signal: setting.signal,
    }),
  );
  return readAnswer(output, command, value.apiVersion);
}

function isInteractive({ name, file, value }: Entry<ExecEntry>): boolean {
  const hasTerminal = isatty(0);
  if (value.interactiveMode !== 'Always') return value.interactiveMode !== 'Never' && hasTerminal;
  if (hasTerminal) return true;
  throw new KnownError(
    'config',
    `The exec of user "${name}" in ${file} wants to ask you something, but stdin is no terminal.`,
    {
      hint: `Run ${value.command} by hand first, or this command in a terminal.`,
    },
  );
}

/** The ExecCredential that a plugin reads from its environment. */
function question(
  { apiVersion, provideClusterInfo }: ExecEntry,
  { cluster, server, ca, proxy }: Setting,
  interactive: boolean,
) {
  const { value } = cluster;
  const config = value.extensions?.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension;
  const told = {
    server,
    ...(value['tls-server-name'] ? { 'tls-server-name': value['tls-server-name'] } : {}),
    ...(value['insecure-skip-tls-verify'] ? { 'insecure-skip-tls-verify': true } : {}),
    ...(ca ? { 'certificate-authority-data': ca.toString('base64') } : {}),
    ...(proxy ? { 'proxy-url': value['proxy-url'] || proxy.href } : {}),
    ...(value['disable-compression'] ? { 'disable-compression': true } : {}),
    ...(config === undefined ? {} : { config }),
  };
  return {
    kind: 'ExecCredential',
    apiVersion,
    spec: { ...(provideClusterInfo ? { cluster: told } : {}), interactive },
  };
}

function readAnswer(output: string, command: string, wanted: string | undefined): ExecCredential {
  const refuse = (words: string): KnownError =>
    new KnownError('config', `The credential plugin ${command} ${words}.`, {
      hint: 'Run it by hand to see what it says; mind that it prints secrets.',
    });
  const answer = mapping(parse(output));
  if (!answer) throw refuse('did not print an ExecCredential as JSON');
  if (answer.kind !== 'ExecCredential') throw refuse('printed something else than an ExecCredential');
  if (answer.apiVersion !== wanted)
    throw refuse(`answered in another version than ${wanted}, which the kubeconfig asks for`);
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = mapping(answer.status) ?? {};
  for (const value of [token, cert, key, expirationTimestamp]) {
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw refuse('printed a status with a field that is no text');
  }
  if (!token && !cert && !key) throw refuse('gave neither a token nor a client certificate');
  if (Boolean(cert) !== Boolean(key)) throw refuse('gave a client certificate or its key, but not both');
  const expires = expirationTimestamp ? Date.parse(String(expirationTimestamp)) : undefined;
  if (expires !== undefined && Number.isNaN(expires)) throw refuse('gave an expirationTimestamp that is no time');
  if (cert && key && !belongTogether(String(cert), String(key))) {
    throw refuse('gave a client certificate and key that cannot be used, or do not belong together');
  }
  return {
    token: token ? String(token) : undefined,
    certificate: cert && key ? { cert: Buffer.from(String(cert)), key: Buffer.from(String(key)) } : undefined,
    expires,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

function belongTogether(cert: string, key: string): boolean {
  try {
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
