import type { TestProject } from 'vitest/node';
import { setUp } from '../../scripts/setup.mjs';
import { type RunningLab, startLab } from './running-lab.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly lab: RunningLab;
  }
}

/** One lab for all tests of the real project: Karmada and four members that tests join as they need. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await setUp({ labBuild: ['--with', 'karmadactl', '--karmada', 'v1.10.7'] });
  const { lab, stop } = await startLab({ members: ['test1', 'test2', 'test3', 'test4'] });
  project.provide('lab', lab);
  return stop;
}
