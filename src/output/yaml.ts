import { Document, isScalar, visit } from 'yaml';
import { hidesSomething, visibleYaml } from './visible.ts';

/** YAML for people and for others' parsers. */
export function toYaml(data: unknown): string {
  // Others read it as YAML 1.1, where a bare yes, 1:30 or 1_000 is no text.
  const options = { lineWidth: 0, compat: 'yaml-1.1' } as const;
  const document = new Document(data, { compat: options.compat });
  const text = document.toString(options).trimEnd();
  if (!hidesSomething(text)) return text;
  // Between double quotes a control character can be an escape, which says the same and steers no terminal.
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string' && hidesSomething(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return visibleYaml(document.toString(options).trimEnd());
}
