import type { TLSSocket } from 'node:tls';
import { clock, longestTimer } from './clock.ts';
import type { Limits, Once } from './exchange.ts';
import { type Exchange, interruptedFailure, timeoutFailure } from './failure.ts';
import { answerReader } from './read-answer.ts';
import type { Broken } from './retry.ts';

/** Answered by something that answerReader does not take; how long that took counts. */
export interface Strange {
  readonly strange: true;
  readonly tookMs: number;
}

/** Writes the head of a GET and reads its answer. A connection that stays open is kept, any other closed. A timeout and an interruption are thrown. */
export function getOverTls(
  socket: TLSSocket,
  head: string,
  exchange: Exchange,
  { timeoutMs, leftMs, signal }: Limits,
  keep: (socket: TLSSocket, forMs: number) => void,
): Promise<Once | Strange> {
  return new Promise((resolve, reject) => {
    const started = clock();
    const state = { phase: 'connecting' as Broken['phase'] };
    const read = answerReader();
    const onAbort = (): void => end(() => reject(interruptedFailure()));
    const onTime = (): void =>
      end(() => reject(timeoutFailure(exchange, timeoutMs, { wasSent: state.phase !== 'connecting' })));
    const timer = timeoutMs > 0 ? setTimeout(onTime, Math.min(leftMs, longestTimer)) : undefined;
    const end = (settle: () => void, keptMs = 0): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', broke);
      if (keptMs > 0) keep(socket, keptMs);
      else socket.on('error', () => {}).destroy();
      settle();
    };
    const tookMs = (): number => clock() - started;
    const broke = (error: unknown): void =>
      end(() => resolve({ result: { kind: 'broken', error, phase: state.phase, reused: false }, tookMs: tookMs() }));
    const onEnd = (): void => broke(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    const onData = (bytes: Buffer): void => {
      state.phase = 'answering';
      const answer = read(bytes);
      if (answer === 'more') return;
      if (answer === 'strange') {
        end(() => resolve({ strange: true, tookMs: tookMs() }));
        return;
      }
      const { status, headers, headersDistinct, body, staysOpenMs } = answer;
      const wire = { reused: false, tls: socket.getProtocol() ?? undefined, marks: new Map() };
      const message = { headers, headersDistinct };
      const result = { kind: 'answer', status, retryAfter: headers['retry-after'], message, body, wire } as const;
      end(() => resolve({ result, tookMs: tookMs() }), staysOpenMs);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('secureConnect', () => {
      state.phase = 'sent';
    });
    socket.on('error', broke).on('end', onEnd).on('close', onEnd).on('data', onData);
    socket.write(head, 'latin1');
  });
}
