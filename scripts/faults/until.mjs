/** Asks again until it holds, or time runs out: then false. */
export async function until(holds, { seconds, everyMs = 150 }) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
