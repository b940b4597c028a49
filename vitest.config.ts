import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * `fast` needs nothing but Node; `real` runs against a control plane that its global set-up starts; `long` does too, and
 * is for itself (npm run test:long); `tools` hands to the real kind and helm, which its global set-up builds, what is meant
 * for them.
 */
const lab = 'test/support/lab.ts';

const tools = {
  name: 'tools',
  include: ['test/tools/**/*.test.ts'],
  testTimeout: 120_000,
  hookTimeout: 600_000,
  globalSetup: ['test/support/tools.ts'],
};

export default defineConfig({
  test: {
    // Much of the time tests wait for servers: two files at once, also where there are two cores.
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    projects: [
      {
        test: {
          name: 'fast',
          testTimeout: 60_000, // most take milliseconds; a busy machine is no failure
          include: ['test/**/*.test.ts'],
          // The lab is not for Windows: its tests need Unix sockets, signals and shells.
          exclude: [
            'test/real/**',
            'test/long/**',
            'test/proof/**',
            'test/tools/**',
            'node_modules/**',
            ...(process.platform === 'win32' ? ['test/client/lab-*'] : []),
          ],
        },
      },
      ...['real', 'long', 'proof'].map((name) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          ...(existsSync(lab) ? { globalSetup: [lab] } : {}),
        },
      })),
      ...(process.platform === 'win32' ? [] : [{ test: tools }]),
    ],
  },
});
