/**
 * Go's sort.Sort, sort.Slice and slices.SortFunc (src/sort/zsortfunc.go, the same in slices/zsortanyfunc.go, Go 1.19 to
 * 1.26): a pattern-defeating quicksort. It is not stable, and which of two equals comes first decides who gets replicas:
 * so it is done here step by step as there. `isLess` must be a strict weak order.
 */
export function sortLikeGo<T>(data: T[], isLess: (a: T, b: T) => boolean): T[] {
  const n = data.length;
  const sorter = new Sorter(data, isLess);
  sorter.sort(0, n, bitLength(n));
  return data;
}

const longestInsertion = 12;
const shortestNinther = 50;
const mostSwaps = 12;
const mostShifts = 5;

/** bits.Len. */
const bitLength = (value: number): number => 32 - Math.clz32(value);

class Sorter<T> {
  private readonly data: T[];
  private readonly isLess: (a: T, b: T) => boolean;

  constructor(data: T[], isLess: (a: T, b: T) => boolean) {
    this.data = data;
    this.isLess = isLess;
  }

  /** Sorts data[from:to]. After `badPivots` unbalanced partitions it falls back to a heap sort. */
  sort(from: number, to: number, badPivots: number): void {
    let [a, b, limit] = [from, to, badPivots];
    let wasBalanced = true;
    let wasPartitioned = true;
    for (;;) {
      const length = b - a;
      if (length <= longestInsertion || limit === 0) {
        if (length <= longestInsertion) this.insertionSort(a, b);
        else this.heapSort(a, b);
        return;
      }
      if (!wasBalanced) {
        this.breakPatterns(a, b);
        limit--;
      }
      let { pivot, order } = this.choosePivot(a, b);
      if (order === 'decreasing') {
        this.reverse(a, b);
        pivot = b - 1 - (pivot - a);
        order = 'increasing';
      }
      if (wasBalanced && wasPartitioned && order === 'increasing' && this.partialInsertionSort(a, b)) return;
      // Nothing here is less than what stands before it: what equals the pivot is in place already.
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.partitionEqual(a, b, pivot);
        continue;
      }
      const { middle, wasDone } = this.partition(a, b, pivot);
      wasPartitioned = wasDone;
      const [left, right] = [middle - a, b - middle];
      wasBalanced = Math.min(left, right) >= Math.floor(length / 8);
      if (left < right) {
        this.sort(a, middle, limit);
        a = middle + 1;
      } else {
        this.sort(middle + 1, b, limit);
        b = middle;
      }
    }
  }

  private less(i: number, j: number): boolean {
    return this.isLess(this.data[i] as T, this.data[j] as T);
  }

  private swap(i: number, j: number): void {
    const { data } = this;
    [data[i], data[j]] = [data[j] as T, data[i] as T];
  }

  private insertionSort(a: number, b: number): void {
    for (let i = a + 1; i < b; i++) for (let j = i; j > a && this.less(j, j - 1); j--) this.swap(j, j - 1);
  }

  private heapSort(a: number, b: number): void {
    const length = b - a;
    for (let i = Math.floor((length - 1) / 2); i >= 0; i--) this.siftDown(i, length, a);
    for (let i = length - 1; i >= 0; i--) {
      this.swap(a, a + i);
      this.siftDown(0, i, a);
    }
  }

  private siftDown(low: number, high: number, first: number): void {
    for (let root = low; ; ) {
      let child = 2 * root + 1;
      if (child >= high) return;
      if (child + 1 < high && this.less(first + child, first + child + 1)) child++;
      if (!this.less(first + root, first + child)) return;
      this.swap(first + root, first + child);
      root = child;
    }
  }

  /** data[a:middle] is less than the pivot then, which stands at middle, and the rest is not. */
  private partition(a: number, b: number, pivot: number): { readonly middle: number; readonly wasDone: boolean } {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (let isFirst = true; ; isFirst = false) {
      while (i <= j && this.less(i, a)) i++;
      while (i <= j && !this.less(j, a)) j--;
      if (i > j) {
        this.swap(j, a);
        return { middle: j, wasDone: isFirst };
      }
      this.swap(i++, j--);
    }
  }

  /** Of a range where nothing is less than the pivot: first what equals it, then what is greater; where that begins. */
  private partitionEqual(a: number, b: number, pivot: number): number {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (;;) {
      while (i <= j && !this.less(a, i)) i++;
      while (i <= j && this.less(a, j)) j--;
      if (i > j) return i;
      this.swap(i++, j--);
    }
  }

  /** Puts right a few that are out of order; whether all is sorted then. */
  private partialInsertionSort(a: number, b: number): boolean {
    let i = a + 1;
    for (let shift = 0; shift < mostShifts; shift++) {
      while (i < b && !this.less(i, i - 1)) i++;
      if (i === b) return true;
      if (b - a < shortestNinther) return false;
      this.swap(i, i - 1);
      if (i - a >= 2) for (let j = i - 1; j >= 1 && this.less(j, j - 1); j--) this.swap(j, j - 1);
      if (b - i >= 2) for (let j = i + 1; j < b && this.less(j, j - 1); j++) this.swap(j, j - 1);
    }
    return false;
  }

  /** Scatters three in the middle, by numbers that depend on the length alone. */
  private breakPatterns(a: number, b: number): void {
    const length = b - a;
    if (length < 8) return;
    const mask = (1n << BigInt(bitLength(length))) - 1n;
    let random = BigInt(length);
    const middle = a + Math.floor(length / 4) * 2;
    for (let at = middle - 1; at <= middle + 1; at++) {
      random = xorshift(random);
      const other = Number(random & mask);
      this.swap(at, a + (other >= length ? other - length : other));
    }
  }

  private choosePivot(a: number, b: number): { pivot: number; order: 'increasing' | 'decreasing' | 'unknown' } {
    const length = b - a;
    const quarter = Math.floor(length / 4);
    const swaps = { count: 0 };
    let [i, j, k] = [a + quarter, a + quarter * 2, a + quarter * 3];
    if (length >= shortestNinther) [i, j, k] = [i, j, k].map((at) => this.median(at - 1, at, at + 1, swaps)) as Three;
    if (length >= 8) j = this.median(i, j, k, swaps);
    const order = swaps.count === 0 ? 'increasing' : swaps.count === mostSwaps ? 'decreasing' : 'unknown';
    return { pivot: j, order };
  }

  private median(first: number, second: number, third: number, swaps: { count: number }): number {
    let [a, b, c] = [first, second, third];
    [a, b] = this.ordered(a, b, swaps);
    [b, c] = this.ordered(b, c, swaps);
    [a, b] = this.ordered(a, b, swaps);
    return b;
  }

  private ordered(a: number, b: number, swaps: { count: number }): [number, number] {
    if (!this.less(b, a)) return [a, b];
    swaps.count++;
    return [b, a];
  }

  private reverse(a: number, b: number): void {
    for (let [i, j] = [a, b - 1]; i < j; ) this.swap(i++, j--);
  }
}

type Three = [number, number, number];

function xorshift(state: bigint): bigint {
  let next = state;
  next ^= BigInt.asUintN(64, next << 13n);
  next ^= next >> 7n;
  return BigInt.asUintN(64, next ^ (next << 17n));
}
