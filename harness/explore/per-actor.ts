/** A number for each actor, undefined until it is set in this execution; grows with the actors, allocates nothing else. */
export class PerActor {
  private values = new Float64Array(16).fill(Number.NaN);

  has(actor: number): boolean {
    return actor < this.values.length && !Number.isNaN(this.values[actor] as number);
  }

  /** The value, or `otherwise` where there is none. */
  get(actor: number, otherwise: number): number {
    return this.has(actor) ? (this.values[actor] as number) : otherwise; // `has` checked the bounds.
  }

  set(actor: number, value: number): void {
    if (actor >= this.values.length) {
      const grown = new Float64Array(Math.max(actor + 1, this.values.length * 2)).fill(Number.NaN);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[actor] = value;
  }

  forget(actor: number): void {
    if (actor < this.values.length) this.values[actor] = Number.NaN;
  }

  clear(): void {
    this.values.fill(Number.NaN);
  }
}
