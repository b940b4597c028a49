import { bad, type Cell, dim, good, text, type View } from '../../contract/view.ts';
import type { RenderedResult } from './rendered-diff.ts';

/** What reaches the clusters as a diff to the template; clusters with the same one stand together. */
export function renderedView(rendered: readonly RenderedResult[]): View {
  const groups = new Map<string, string[]>();
  for (const { cluster, diff, error } of rendered) {
    if (error) continue;
    const body = diff.split('\n').slice(2).join('\n');
    groups.set(body, [...(groups.get(body) ?? []), cluster]);
  }
  const first = rendered.find(({ diff }) => diff !== '')?.diff.split('\n')[0] ?? '';
  return text(...[...groups].flatMap(([body, clusters]) => linesOf(first, body, clusters)));
}

const linesOf = (first: string, body: string, clusters: readonly string[]): readonly Cell[] =>
  body === ''
    ? [dim(`as the template: ${clusters.join(', ')}`)]
    : [bad(first), good(`+++ ${clusters.join(', ')}`), ...body.split('\n').map(lineOf)];

const lineOf = (line: string): Cell =>
  line.startsWith('+') ? good(line) : line.startsWith('-') ? bad(line) : line.startsWith('@@') ? dim(line) : line;
