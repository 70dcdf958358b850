import type { History } from '../oracle/history.js';

/** What many executions came to: every history that was seen, and how often. */
export interface StressReply {
  type: 'stressed';
  runs: number;
  histories: { count: number; history: History }[];
}

/** Counts equal histories of many executions. */
export class StressCount {
  #runs = 0;
  readonly #seen = new Map<string, { count: number; history: History }>();

  get runs(): number {
    return this.#runs;
  }

  add(history: History): void {
    this.#runs += 1;
    const key = JSON.stringify(history);
    const known = this.#seen.get(key);
    if (known === undefined) this.#seen.set(key, { count: 1, history });
    else known.count += 1;
  }

  reply(): StressReply {
    return { type: 'stressed', runs: this.#runs, histories: [...this.#seen.values()] };
  }
}
