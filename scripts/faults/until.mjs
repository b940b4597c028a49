/** Asks again until it holds, or time runs out: then false. */
export async function until(holds, { seconds, everyMs = 150 }) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    if (await holds()) return true;
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** What `look` gives once it has been the same for some seconds; undefined if it never is. */
export async function still(look, isWhole, { forSeconds = 3, seconds = 90 } = {}) {
  let last;
  let since = 0;
  let found;
  const isStill = async () => {
    found = await look();
    const text = JSON.stringify(found);
    if (text !== last || !isWhole(found)) [last, since] = [text, performance.now()];
    return performance.now() - since > forSeconds * 1000;
  };
  return (await until(isStill, { seconds, everyMs: 300 })) ? found : undefined;
}
