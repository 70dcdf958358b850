/**
 * A small seeded generator: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021,
 * section 5), its state filled by splitmix32. Nothing is allocated after construction.
 */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  constructor(seed: number) {
    let state = seed | 0;
    const split = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let z = state;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      return z ^ (z >>> 16);
    };
    this.a = split();
    this.b = split();
    this.c = split();
    // The state must not be all zero; one odd word keeps it so.
    this.d = split() | 1;
  }

  /** 32 random bits, as an unsigned number. */
  next(): number {
    const five = Math.imul(this.b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result >>> 0;
  }

  /** A whole number from 0 to `bound - 1`; the bias is below `bound / 2^32`. */
  below(bound: number): number {
    return Math.floor((this.next() / 4294967296) * bound);
  }

  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number {
    return this.next() / 4294967296;
  }
}
