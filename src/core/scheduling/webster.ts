import { fnv32a } from '../go/fnv.ts';
import { inOrder } from '../go/string-order.ts';
import type { Share } from './shares.ts';

/**
 * Seats by the method of Webster and Sainte-Laguë (pkg/util/helper/webstermethod.go, v1.16 and newer): each goes to whom
 * votes/(2*seats+1) is highest for, among equals to whom has fewer seats, then by name: up or down, as the hash of the
 * UID has it (tieBreakerByUID in pkg/util/helper/binding.go). By name.
 */
export function websterSeats(seats: number, votes: ReadonlyMap<string, number>, uid: string): readonly Share[] {
  const isDescending = uid !== '' && (fnv32a(uid) & 1) === 1;
  const parties = [...votes].sort(([a], [b]) => inOrder(a, b)).map(([name, votes]) => ({ name, votes, seats: 0 }));
  const order = isDescending ? parties.toReversed() : parties;
  const left = seats - giveSure(seats, order);
  const queue = new Queue(order);
  for (let given = 0; given < left; given++) queue.giveFirst();
  return parties.map(({ name, seats }) => ({ name, replicas: seats }));
}

interface Party {
  readonly name: string;
  readonly votes: number;
  seats: number;
}

/**
 * Gives each party at once the seats that it is sure to get, and says how many those are. With d as the number that
 * votes are divided by, a party has between votes/d - 1/2 and votes/d + 1/2 seats in the end; so seats <= sum/d + n/2, and
 * hence votes/d - 1/2 >= votes * (seats - n/2) / sum - 1/2. Two less are far from any error of rounding.
 */
function giveSure(seats: number, parties: readonly Party[]): number {
  const voted = parties.filter(({ votes }) => votes > 0);
  const sum = voted.reduce((total, { votes }) => total + votes, 0);
  const shared = seats - voted.length / 2;
  if (shared <= 0) return 0;
  let given = 0;
  for (const party of voted) {
    party.seats = Math.max(0, Math.floor((party.votes * shared) / sum - 0.5) - 2);
    given += party.seats;
  }
  return given;
}

/** A heap whose first party gets the next seat; of equals the one that comes first in `parties`. */
class Queue {
  private readonly heap: Entry[];

  constructor(parties: readonly Party[]) {
    this.heap = parties.map((party, place) => ({ party, place, priority: priorityOf(party) }));
    for (let at = (parties.length >> 1) - 1; at >= 0; at--) this.sink(at);
  }

  giveFirst(): void {
    const [first] = this.heap;
    if (!first) return;
    first.party.seats++;
    first.priority = priorityOf(first.party);
    this.sink(0);
  }

  private sink(from: number): void {
    const { heap } = this;
    const sinking = heap[from] as Entry;
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      let above = heap[child] as Entry;
      const other = heap[child + 1];
      if (other && precedes(other, above)) {
        above = other;
        child++;
      }
      if (!precedes(above, sinking)) break;
      heap[at] = above;
      at = child;
    }
    heap[at] = sinking;
  }
}

interface Entry {
  readonly party: Party;
  readonly place: number;
  priority: number;
}

function precedes(a: Entry, b: Entry): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.party.seats === b.party.seats ? a.place < b.place : a.party.seats < b.party.seats;
}

/** The divisor is an int32, which wraps. */
const priorityOf = ({ votes, seats }: Party): number => votes / ((2 * seats + 1) | 0);
