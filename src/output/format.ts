import { KnownError } from '../contract/errors.ts';
import type { Answer, OwnFormat } from '../contract/operation.ts';
import type { RenderOptions } from './render.ts';
import { visibleJson, visibleLine } from './visible.ts';

/** One chunk of an answer as the text of the format asked for. Colour and table code load only when needed. */
export const formats = ['table', 'wide', 'json', 'yaml', 'name', 'markdown'] as const;
export type Format = (typeof formats)[number] | OwnFormat;

/** What an operation can be printed as; where none is known, any. */
export const formatsOf = (operation: { readonly formats?: readonly OwnFormat[] } | undefined): readonly Format[] => [
  ...formats,
  ...(operation?.formats ?? []),
];

export interface FormatOptions extends RenderOptions {
  readonly format: Format;
  readonly color: boolean;
  readonly now: number;
}

export async function formatAnswer(answer: Answer, options: FormatOptions): Promise<string> {
  const { format, color, now } = options;
  switch (format) {
    case 'json':
      return visibleJson(JSON.stringify(answer.data, null, 2));
    case 'sarif':
      return visibleJson(JSON.stringify(answer.sarif?.(), null, 2));
    case 'yaml': {
      const { toYaml } = await import('./yaml.ts');
      return toYaml(answer.data);
    }
    case 'name':
      if (!answer.names)
        throw new KnownError('usage', 'This command has no "-o name".', { hint: 'Choose table, json or yaml.' });
      return answer.names().map(visibleLine).join('\n');
    case 'markdown': {
      const { toMarkdown } = await import('./markdown.ts');
      return toMarkdown(answer.view({ wide: true, now }));
    }
    default: {
      const { renderView } = await import('./render.ts');
      return await renderView(answer.view({ wide: format === 'wide', now }), color, options);
    }
  }
}

/** Loads what a format needs, while the first answer is still on its way. */
export async function prepareFormat(format: Format): Promise<void> {
  if (format !== 'table' && format !== 'wide') return;
  const { renderView } = await import('./render.ts');
  await renderView({ kind: 'table', head: [''], rows: [['']] }, false);
}
