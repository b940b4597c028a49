// Prepares, waits and cleans up beside both programs, outside what is timed.
import { throwIfInterrupted } from '../support/children.mjs';

export async function makeNamespace(ask, name) {
  const { status } = await ask('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  if (status !== 201) throw new Error(`The namespace ${name} could not be made: HTTP ${status}.`);
}

/** Asks again every `everyMs` until it holds. */
export async function until(claim, holds, { seconds = 90, everyMs = 50 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    throwIfInterrupted(claim);
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${claim}.`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
