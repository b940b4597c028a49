import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawnSet } from './sets.ts';

const text = (objects: readonly object[]): string => objects.map((object) => JSON.stringify(object)).join('\n');

/** Sets as somebody keeps them: the policies in one folder, the templates in another, a file for each set. */
export function writeSets(dir: string, sets: readonly DrawnSet[]): void {
  rmSync(dir, { recursive: true, force: true });
  for (const part of ['policies', 'templates'] as const) {
    mkdirSync(join(dir, part), { recursive: true });
    for (const set of sets) {
      const objects = part === 'policies' && set.bringsNamespace ? [namespace(set), ...set[part]] : set[part];
      if (objects.length > 0) writeFileSync(join(dir, part, `${set.namespace}.json`), text(objects));
    }
  }
}

const namespace = ({ namespace }: DrawnSet) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
