/** Milliseconds on a clock that only goes forward. `performance` would be loaded for it, which a short command feels. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Milliseconds. Longer than this, a timer of Node's fires at once. */
export const longestTimer = 2 ** 31 - 1;
