import { type ErrorCode, KnownError } from '../contract/errors.ts';
import { codeOf, type Exchange, isWrite, messageOf, unknownOutcome } from './failure.ts';

/** What sockets and TLS say, as a failure: the words, the next step, and the code where it is not `unreachable`. */
type Words = readonly [words: string, hint: string, code?: ErrorCode];

const closed: Words = ['closed the connection', 'Try again; if it stays, look at the server or a proxy in between.'];
const noTls: Words = ['does not speak TLS', 'It may speak plain HTTP: check the "server" of this kubeconfig context.'];
const noCertificate: Words = [
  'does not accept the client certificate',
  'It may have expired, or be for another server: get a fresh kubeconfig.',
  'forbidden',
];

const sockets: Readonly<Record<string, Words>> = {
  ECONNREFUSED: ['refused the connection', 'Is it running? For the lab: karmate lab status'],
  ECONNRESET: closed,
  EPIPE: closed,
  ENOTFOUND: ['has a name that cannot be resolved', 'Check the "server" of this kubeconfig context.'],
  EAI_AGAIN: ['has a name that cannot be resolved just now', 'Check the network and the name server.'],
  EHOSTUNREACH: ['cannot be reached (no route)', 'Check the network, or a VPN.'],
  ENETUNREACH: ['cannot be reached (no network)', 'Check the network, or a VPN.'],
  ETIMEDOUT: ['did not answer', 'Check the network, or a firewall.'],
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_HTTP_REQUEST: noTls,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: [
    'wants a client certificate',
    'The user of this kubeconfig context has none: get a kubeconfig that has.',
    'forbidden',
  ],
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: noCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: noCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: noCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: noCertificate,
};

const authority =
  'Check certificate-authority-data of this kubeconfig context, and that its "server" is the one you mean.';
const clock = 'Whoever runs the server must renew it. Check also the clock of this machine.';
const unknown: readonly [string, string] = [
  'is signed by an authority that the kubeconfig context does not name',
  authority,
];

const certificates: Readonly<Record<string, readonly [words: string, hint: string]>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknown,
  SELF_SIGNED_CERT_IN_CHAIN: unknown,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknown,
  UNABLE_TO_GET_ISSUER_CERT: unknown,
  CERT_SIGNATURE_FAILURE: unknown,
  DEPTH_ZERO_SELF_SIGNED_CERT: ['is signed by itself, and the kubeconfig context does not name it', authority],
  CERT_HAS_EXPIRED: ['has expired', clock],
  CERT_NOT_YET_VALID: ['is not valid yet', clock],
  CERT_REVOKED: ['has been revoked', clock],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'is for another name than the one asked for',
    'Check the "server" and tls-server-name of this kubeconfig context.',
  ],
};

/** A request that got no answer, or only a part of one. `wasSent`: the server may have seen it. */
export function socketFailure(
  error: unknown,
  { server, method }: Pick<Exchange, 'server' | 'method'>,
  { wasSent } = { wasSent: true },
): KnownError {
  if (error instanceof KnownError) return error;
  const code = codeOf(error);
  const certificate = certificates[code];
  if (certificate) {
    const [words, hint] = certificate;
    const names = namesIn(error);
    const whole = names ? `${hint} The certificate is for: ${names}` : hint;
    return new KnownError('unreachable', `The certificate of ${server} ${words}.`, { hint: whole, cause: error });
  }
  if (code.startsWith('HPE_')) {
    const hint = 'Check the "server" of this kubeconfig context: it may want https, or be no API server.';
    return new KnownError('unreachable', `${server} does not speak HTTP.`, { hint, cause: error });
  }
  const [words, hint, kind = 'unreachable'] = sockets[code] ?? [`cannot be reached (${code || messageOf(error)})`, ''];
  const next = words === closed[0] && wasSent && isWrite(method) ? unknownOutcome : hint;
  return new KnownError(kind, `${server} ${words}.`, { hint: next || undefined, cause: error });
}

function namesIn(error: unknown): string | undefined {
  const cert = typeof error === 'object' && error !== null && 'cert' in error ? error.cert : undefined;
  if (typeof cert !== 'object' || cert === null || !('subjectaltname' in cert)) return undefined;
  return typeof cert.subjectaltname === 'string' ? cert.subjectaltname : undefined;
}
