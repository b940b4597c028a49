/** The same promise for all who ask, but for a failure: the next one to ask tries again. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  const made: Promise<T>[] = [];
  return () => {
    const [held] = made;
    if (held) return held;
    const making = make();
    made.push(making);
    making.catch(() => {
      made.length = 0;
    });
    return making;
  };
}
