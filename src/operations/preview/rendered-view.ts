import { bad, type Cell, difference, dim, good, stack, text, type View } from '../../contract/view.ts';
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
  const same = groups.get('');
  const changed = [...groups].filter(([body]) => body !== '');
  return stack(
    ...(same ? [text(dim(`as the template: ${same.join(', ')}`))] : []),
    ...(changed.length > 0
      ? [difference(...changed.flatMap(([body, clusters]) => linesOf(first, body, clusters)))]
      : []),
  );
}

const linesOf = (first: string, body: string, clusters: readonly string[]): readonly Cell[] => [
  bad(first),
  good(`+++ ${clusters.join(', ')}`),
  ...body.split('\n').map(lineOf),
];

const lineOf = (line: string): Cell =>
  line.startsWith('+') ? good(line) : line.startsWith('-') ? bad(line) : line.startsWith('@@') ? dim(line) : line;
