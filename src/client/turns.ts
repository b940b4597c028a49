/** Connections to one server at once; beside them that of the first request, while it is under way. */
export const maxSockets = 8;

/** Lets so much work run at once; the rest waits for its turn, in order. */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const state = { running: 0 };
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (state.running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else state.running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else state.running -= 1;
    }
  };
}
