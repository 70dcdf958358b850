/** Names for the temporary values of one function's emitted code: a stack, declared once at the function's head. */
export class Temporaries {
  private depth = 0;
  private most = 0;

  take(): string {
    const name = `__il_t${String(this.depth++)}`;
    this.most = Math.max(this.most, this.depth);
    return name;
  }
  /** What is taken after this is free again after `release(mark)`. */
  mark(): number {
    return this.depth;
  }
  release(mark: number): void {
    this.depth = mark;
  }
  get used(): boolean {
    return this.most > 0;
  }
  /** `let …;` or nothing. */
  declaration(): string {
    return this.most === 0
      ? ''
      : `let ${Array.from({ length: this.most }, (_, i) => `__il_t${String(i)}`).join(', ')}; `;
  }
}
