// Chance that can be repeated: the same seed and index give the same draws, so that any one case can be made again alone.

/** Spreads the bits of a number (splitmix32). */
function mixed(number) {
  let bits = number >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

const rotated = (bits, by) => ((bits << by) | (bits >>> (32 - by))) >>> 0;

/** Whole numbers of 32 bits (xoshiro128++, seeded with both numbers and the index twice). */
function bitsOf(seed, index) {
  const state = [seed, index, seed ^ 0x9e3779b9, index + 0x85ebca6b].map((number, at) => mixed(mixed(number) + at + 1));
  return () => {
    const [a, b, c, d] = state;
    const result = (rotated((a + d) >>> 0, 7) + a) >>> 0;
    state[0] = (a ^ d ^ b) >>> 0;
    state[1] = (b ^ c ^ a) >>> 0;
    state[2] = (c ^ a ^ (b << 9)) >>> 0;
    state[3] = rotated((d ^ b) >>> 0, 11);
    return result;
  };
}

/**
 * What a generator asks for. `chance(p)` is true with that probability; `below(n)` and `between(from, to)` are whole
 * numbers; `of` takes one of a list, `some` each with a probability, `oneOf` one of `[share, makeOrValue]`; `maybe` makes
 * something or undefined; `list` makes that many; `shuffled` is a copy in another order.
 */
export function createDraw(seed, index) {
  const next = bitsOf(seed, index);
  const number = () => next() / 2 ** 32;
  const below = (count) => Math.floor(number() * count);
  const between = (from, to) => from + below(to - from + 1);
  const chance = (probability) => number() < probability;
  const of = (list) => list[below(list.length)];
  const resultOf = (made) => (typeof made === 'function' ? made() : made);
  const oneOf = (...shares) => {
    const sum = shares.reduce((total, [share]) => total + share, 0);
    let left = number() * sum;
    for (const [share, made] of shares) {
      left -= share;
      if (left < 0) return resultOf(made);
    }
    return resultOf(shares.at(-1)[1]);
  };
  const shuffled = (list) => {
    const copy = [...list];
    for (let at = copy.length - 1; at > 0; at--) {
      const other = below(at + 1);
      [copy[at], copy[other]] = [copy[other], copy[at]];
    }
    return copy;
  };
  return {
    number,
    below,
    between,
    chance,
    of,
    oneOf,
    shuffled,
    some: (list, probability) => list.filter(() => chance(probability)),
    maybe: (probability, make) => (chance(probability) ? resultOf(make) : undefined),
    list: (count, make) => Array.from({ length: count }, (_, at) => make(at)),
  };
}
