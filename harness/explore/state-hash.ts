/**
 * A hash of a sequence of 32-bit numbers, 53 bits long: a number that can be a key of a map. Two runs of different mixing
 * (the finalizer of MurmurHash3 for the one, a multiplication and a shift for the other) give 32 and 21 bits.
 */
export class StateHash {
  private high = 0;
  private low = 0;

  clear(): void {
    this.high = 0x2c1b3c6d;
    this.low = 0x297a2d39;
  }

  /** Takes the low 32 bits of a whole number into account. */
  add(value: number): void {
    let high = Math.imul(this.high ^ (value + 0x9e3779b9), 0x85ebca6b);
    high = Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    this.high = high ^ (high >>> 16);
    const low = Math.imul(this.low ^ (value + 0x3243f6a8), 0x5bd1e995);
    this.low = low ^ (low >>> 15);
  }

  /** From 0 to 2^53 - 1. */
  get value(): number {
    return (this.high >>> 0) * 0x200000 + (this.low & 0x1fffff);
  }

  /** 32 bits of it, signed. */
  get short(): number {
    return this.high ^ this.low;
  }
}
