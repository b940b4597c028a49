import { parseDocument } from 'yaml';
import type { Manifest } from '../../core/manifest.ts';
import { once } from '../../core/once.ts';
import { type LineOf, readYaml } from '../../core/yaml.ts';

/** In which line of its file a manifest has a field; of one that is not there, what lacks it. */
export function fieldLines({ text, line, textLine }: Manifest): (path: Parameters<LineOf>[0]) => number {
  // Of most manifests there is nothing to be said.
  const lines = once(() => readYaml({ parseDocument }, text));
  return (path) => {
    const read = lines();
    const within = 'lineOf' in read ? read.lineOf(path) : undefined;
    return within === undefined ? line : textLine + within - 1;
  };
}
