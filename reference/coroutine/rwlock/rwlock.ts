interface Waiter {
  writes: boolean;
  grant: () => void;
}

/** Many readers or one writer. Whoever finds somebody waiting joins the queue; a release lets in from its head. */
export class RwLock {
  #readers = 0;
  #writing = false;
  readonly #queue: Waiter[] = [];

  acquireRead(): Promise<void> {
    return this.#join(false);
  }

  releaseRead(): void {
    this.#readers -= 1;
    this.#admit();
  }

  acquireWrite(): Promise<void> {
    return this.#join(true);
  }

  releaseWrite(): void {
    this.#writing = false;
    this.#admit();
  }

  #join(writes: boolean): Promise<void> {
    return new Promise((grant) => {
      this.#queue.push({ writes, grant });
      this.#admit();
    });
  }

  #admit(): void {
    for (let first = this.#queue[0]; first && this.#fits(first); first = this.#queue[0]) {
      this.#queue.shift();
      if (first.writes) this.#writing = true;
      else this.#readers += 1;
      first.grant();
    }
  }

  #fits(waiter: Waiter): boolean {
    return !this.#writing && (!waiter.writes || this.#readers === 0);
  }
}
