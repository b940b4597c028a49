import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplate } from '../../src/client/lab/templates.ts';
import { completeAnswers, type Given } from '../../src/core/kind-lab/answers.ts';
import { planFillings } from '../../src/core/kind-lab/edits.ts';

/** The files of a lab on kind in a folder, whatever this machine's own addresses and ports are. */
export async function renderInto(dir: string, address: string, given: Given = {}): Promise<void> {
  for (const filling of planFillings(completeAnswers(given, address))) {
    writeFileSync(join(dir, filling.name), await fillTemplate(filling));
  }
}
