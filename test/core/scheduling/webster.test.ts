import { describe, expect, it } from 'vitest';
import { websterSeats } from '../../../src/core/scheduling/webster.ts';

const seats = (given: number, votes: Readonly<Record<string, number>>, uid = ''): string =>
  websterSeats(given, new Map(Object.entries(votes)), uid)
    .map(({ name, replicas }) => `${name}=${replicas}`)
    .join(' ');

describe('seats go', () => {
  const four = { a: 100_000, b: 80_000, c: 30_000, d: 20_000 };
  it.each([
    [1, 'a=1 b=0 c=0 d=0'],
    [2, 'a=1 b=1 c=0 d=0'],
    [3, 'a=2 b=1 c=0 d=0'],
    [4, 'a=2 b=1 c=1 d=0'],
    [5, 'a=2 b=2 c=1 d=0'],
    [6, 'a=2 b=2 c=1 d=1'],
    [7, 'a=3 b=2 c=1 d=1'],
    [8, 'a=3 b=3 c=1 d=1'],
  ])('%i by turns, as in the textbook', (given, expected) => {
    expect(seats(given, four)).toBe(expected);
  });

  it.each<[string, number, Readonly<Record<string, number>>, string, string]>([
    ['to nobody where nobody votes', 3, {}, '', ''],
    ['to nobody where there are none', 0, { a: 1, b: 2 }, '', 'a=0 b=0'],
    ['to the first by name among equals', 1, { b: 1, a: 1 }, '', 'a=1 b=0'],
    ['to the last by name, as the UID has it', 1, { b: 1, a: 1 }, 'b', 'a=0 b=1'],
    ['to whom has fewer among equals', 2, { a: 3, b: 1 }, 'b', 'a=1 b=1'],
    ['to none without a vote while others have one', 5, { a: 1, b: 0 }, '', 'a=5 b=0'],
    ['one by one where nobody has a vote', 3, { a: 0, b: 0 }, '', 'a=2 b=1'],
    ['a thousand million at once', 1_000_000_000, { a: 1, b: 2, c: 1 }, '', 'a=250000000 b=500000000 c=250000000'],
  ])('%s', (_, given, votes, uid, expected) => {
    expect(seats(given, votes, uid)).toBe(expected);
  });
});

/** The rule as it is written, with no short cut. */
function oneByOne(given: number, votes: Readonly<Record<string, number>>): string {
  const parties = Object.entries(votes).map(([name, votes]) => ({ name, votes, seats: 0 }));
  const worth = (party: { votes: number; seats: number }) => party.votes / (2 * party.seats + 1);
  for (let seat = 0; seat < given; seat++) {
    const [first] = parties.toSorted((a, b) => worth(b) - worth(a) || a.seats - b.seats || (a.name < b.name ? -1 : 1));
    if (first) first.seats++;
  }
  return parties.map(({ name, seats }) => `${name}=${seats}`).join(' ');
}

it('the seats that are given at once are those that the rule gives one by one', () => {
  let state = 1;
  const below = (most: number): number => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return (state >>> 0) % most;
  };
  for (let round = 0; round < 300; round++) {
    const most = [2, 5, 40, 1000, 1_000_000][round % 5] ?? 2;
    const names = 'abcdefgh'.slice(0, 1 + below(8)).split('');
    const votes = Object.fromEntries(names.map((name) => [name, below(most)]));
    const given = below(round % 3 === 0 ? 12 : 200);
    expect([votes, given, seats(given, votes)]).toEqual([votes, given, oneByOne(given, votes)]);
  }
});
