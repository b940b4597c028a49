import type { TestProject } from 'vitest/node';
import { ensureGoTools } from '../../scripts/support/go-tools.mjs';

/** Where the real programs are. */
export interface Tools {
  readonly kind: string;
  readonly helm: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly tools: Tools;
  }
}

/** The real kind and helm for all tests of the tools project, built when they are not there. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('tools', await ensureGoTools());
}
