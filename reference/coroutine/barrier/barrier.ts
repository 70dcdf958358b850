/** A meeting place. The one who completes a round opens it and starts the next before anybody goes on. */
export class Barrier {
  readonly #parties: number;
  #waiting: (() => void)[] = [];

  constructor(parties: number) {
    this.#parties = parties;
  }

  async wait(): Promise<number> {
    const order = this.#waiting.length;
    if (order + 1 === this.#parties) {
      const round = this.#waiting;
      this.#waiting = [];
      for (const release of round) release();
    } else {
      await new Promise<void>((release) => this.#waiting.push(release));
    }
    return order;
  }
}
