import { bundle, isBundled, setupLock } from '../../scripts/bundle.mjs';
import { withLock } from '../../scripts/support/lock.mjs';

/** For beforeAll of tests that run bin/karmate.js as a process: the bundle is that of the sources as they are. */
export async function bundled(): Promise<void> {
  await withLock(setupLock, async () => isBundled() || bundle(), { what: 'the bundle' });
}
