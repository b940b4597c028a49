import { bad, type Cell, difference, dim, good, stack, text, type View } from '../../contract/view.ts';
import { groupBy } from '../../core/group-by.ts';
import type { RenderedResult } from './rendered-diff.ts';

/** What reaches the clusters as a diff to the template; clusters with the same one stand together. */
export function renderedView(rendered: readonly RenderedResult[]): View {
  const sent = rendered.filter(({ error }) => !error);
  const groups = groupBy(sent, ({ diff }) => diff.split('\n').slice(2).join('\n'));
  const first = rendered.find(({ diff }) => diff !== '')?.diff.split('\n')[0] ?? '';
  const same = groups.get('');
  const changed = [...groups].filter(([body]) => body !== '');
  return stack(
    ...(same ? [text(dim(`as the template: ${namesOf(same)}`))] : []),
    ...(changed.length > 0
      ? [difference(...changed.flatMap(([body, clusters]) => linesOf(first, body, namesOf(clusters))))]
      : []),
  );
}

const namesOf = (group: readonly RenderedResult[]): string => group.map(({ cluster }) => cluster).join(', ');

const linesOf = (first: string, body: string, clusters: string): readonly Cell[] => [
  bad(first),
  good(`+++ ${clusters}`),
  ...body.split('\n').map(lineOf),
];

const lineOf = (line: string): Cell =>
  line.startsWith('+') ? good(line) : line.startsWith('-') ? bad(line) : line.startsWith('@@') ? dim(line) : line;
