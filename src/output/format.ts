import { KnownError } from '../contract/errors.ts';
import type { Answer } from '../contract/operation.ts';
import type { RenderOptions } from './render.ts';
import { visible } from './visible.ts';

/** One chunk of an answer as the text of the format asked for. Colour and table code load only when needed. */
export const formats = ['table', 'wide', 'json', 'yaml', 'name'] as const;
export type Format = (typeof formats)[number];

export interface FormatOptions extends RenderOptions {
  readonly format: Format;
  readonly color: boolean;
  readonly now: number;
}

export async function formatAnswer(answer: Answer, options: FormatOptions): Promise<string> {
  const { format, color, now } = options;
  switch (format) {
    case 'json':
      return JSON.stringify(answer.data, null, 2);
    case 'yaml': {
      const { stringify } = await import('yaml');
      // Others read it as YAML 1.1, where a bare yes, 1:30 or 1_000 is no text.
      return stringify(answer.data, { lineWidth: 0, compat: 'yaml-1.1' }).trimEnd();
    }
    case 'name':
      if (!answer.names)
        throw new KnownError('usage', 'This command has no "-o name".', { hint: 'Choose table, json or yaml.' });
      return answer.names().map(visible).join('\n');
    default: {
      const { renderView } = await import('./render.ts');
      return await renderView(answer.view({ wide: format === 'wide', now }), color, options);
    }
  }
}
