/** Leaves everybody in. */
export class Lock {
  static cells(): number {
    return 0;
  }
  acquire(): void {}
  release(): void {}
}
