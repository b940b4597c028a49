import { rightOf } from '../core/right.ts';
import type { Exchange } from './failure.ts';
import type { Status } from './status.ts';

/** What an answer other than 2xx says, in words for people. */
export function wordsOf(status: number, said: Status | undefined, body: string, exchange: Exchange): string {
  const { method, path, server, context, member } = exchange;
  if (status === 401 && member === undefined) {
    const whose = context === undefined ? 'that it was given' : `of the context "${context}"`;
    return `Unauthorized: ${server} does not accept the credentials ${whose}.`;
  }
  if (said?.message) return invalidFields(said) ?? said.message;
  const right = status === 403 ? rightOf(method, path) : undefined;
  if (right) {
    const where = right.namespace ? ` in the namespace "${right.namespace}"` : '';
    return `${server} does not let this user ${right.verb} ${right.resource}${where}.`;
  }
  const api = status === 404 ? /^\/apis\/([^/]+\/[^/]+)\//.exec(path)?.[1] : undefined;
  if (api && member === undefined) return `${server} does not serve ${api} (HTTP 404).`;
  const summary = summaryOf(body);
  const number = String(status);
  const words = summary.startsWith(`${number} `) ? summary : summary ? `${number}: ${summary}` : number;
  return `${server} answered ${method} ${path} with HTTP ${words}.`;
}

/** Several wrong fields in one line are hard to read: one line each, as the causes have them. */
function invalidFields({ reason, details }: Status): string | undefined {
  const { kind, name, group, causes = [] } = details ?? {};
  if (reason !== 'Invalid' || !kind || !name || causes.length < 2) return undefined;
  const lines = causes.map(({ field, message }) => `  ${[field, message].filter(Boolean).join(': ')}`);
  return [`${kind}${group ? `.${group}` : ''} "${name}" is invalid:`, ...new Set(lines)].join('\n');
}

const longestSummary = 160;

/** What is no Status comes from a proxy or a load balancer: its title or its first line, never the whole page. */
function summaryOf(body: string): string {
  const isPage = /^\s*<(?:!doctype|html|\?xml)/i.test(body);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1] ?? '';
  const line = isPage ? title : (body.split('\n').find((text) => text.trim() !== '') ?? '');
  const words = line.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  const short = words.length > longestSummary ? `${words.slice(0, longestSummary)}…` : words;
  if (isPage) return short === '' ? 'an HTML page' : `an HTML page, "${short}"`;
  return short.startsWith('{') ? '' : short;
}
