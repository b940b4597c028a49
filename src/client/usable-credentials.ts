import { createSecureContext, type SecureContext } from 'node:tls';
import { KnownError } from '../contract/errors.ts';
import { authorities } from './authorities.ts';
import type { ClientCertificate, Connection, Headers } from './credentials.ts';

/** Node looks at certificates, keys and tokens when a request is made, and throws there: here they are looked at once,
 * before the first one, and a bad one is named; what it holds is not. Each part alone only where the whole is bad. */
export function secureContextOf(
  { context, ca, cert, key }: Connection,
  given?: ClientCertificate | undefined,
): SecureContext {
  return given ? usable(context, ca, given.cert, given.key) : usable(context, ca, cert, key);
}

type Material = Buffer | undefined;

function usable(context: string, ca: Material, cert: Material, key: Material): SecureContext {
  if (!ca) authorities.trust();
  try {
    return createSecureContext({ ca, cert, key });
  } catch {
    attempt(context, 'client certificate', () => cert && createSecureContext({ cert }));
    attempt(context, 'client key', () => key && createSecureContext({ key }));
    attempt(context, 'client certificate and key, which must belong together', () =>
      createSecureContext({ cert, key }),
    );
    return attempt(context, 'certificate authority', () => createSecureContext({ ca, cert, key }));
  }
}

/** Headers that can be sent, or which of them cannot; what it holds is not told. */
export function checkHeaders(context: string, headers: Headers): Headers {
  for (const [name, values] of Object.entries(headers)) {
    const [what, hint] =
      name === 'authorization' ? ['token'] : [`value for ${name}`, 'It has a line end, or another control character.'];
    for (const value of [values].flat()) if (!sendable.test(value)) throw unusable(context, what, hint);
  }
  return headers;
}

const damaged = 'It is damaged, or not what it is said to be. Get a new kubeconfig.';

/** As node:http takes them (validateHeaderValue), which nobody needs to load for it. */
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/;

function attempt<T>(context: string, what: string, look: () => T): T {
  try {
    return look();
  } catch {
    // No cause: Node's may quote what it was given.
    throw unusable(context, what);
  }
}

const unusable = (context: string, what: string, hint = damaged): KnownError =>
  new KnownError('config', `The kubeconfig context "${context}" has a ${what} that cannot be used.`, { hint });
