import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { Once } from './exchange.ts';
import { codeOf } from './failure.ts';

/** What -v shows of an exchange, a line each. Bodies never: they hold Secrets and tokens. */
export interface Tracer {
  readonly verbosity: number;
  readonly line: (line: string) => void;
}

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
}

export function traceRequest({ verbosity, line }: Tracer, { method, url, headers }: Asked): void {
  if (verbosity < 7) return;
  line(`${method} ${url}`);
  for (const header of headerLines(headers)) line(`  > ${header}`);
}

export function traceResult({ verbosity, line }: Tracer, { method, url }: Asked, { result, tookMs }: Once): void {
  const came = result.kind === 'answer' ? String(result.status) : codeOf(result.error) || 'broken off';
  line(`${method} ${url} ${came} in ${Math.round(tookMs)} ms`);
  if (verbosity < 8 || result.kind !== 'answer') return;
  const { message, body, wire } = result;
  for (const header of headerLines(message.headers)) line(`  < ${header}`);
  line(`  ${body.length} bytes, ${wire.reused ? 'connection used again' : 'new connection'}, ${wire.tls ?? 'no TLS'}`);
  if (verbosity < 9) return;
  const times = [...wire.marks].filter(([name]) => name !== 'ready');
  line(`  after ${times.map(([name, at]) => `${at.toFixed(1)} ms ${name}`).join(', ')}`);
}

/** Credentials travel under many names; Sec-WebSocket-Protocol may hold a token. */
const secret = /auth|token|cookie|secret|password|credential|api-?key|^sec-websocket/i;

export const headerLines = (headers: OutgoingHttpHeaders | IncomingHttpHeaders): readonly string[] =>
  Object.entries(headers).map(([name, value]) => {
    const shown = Array.isArray(value) ? value.join(', ') : String(value ?? '');
    return `${name}: ${secret.test(name) ? '<hidden>' : shown}`;
  });
