import { Explorer } from './exploration.js';

/**
 * Explorers that several gradings use one after the other. A process that has explored for a while has its machine code
 * and runs ten times as fast as a new one. Only for submissions that may share a process: a teacher's own, as fixtures
 * and mutants are.
 */
export class ExplorerPool {
  readonly #idle: Explorer[] = [];
  readonly #all = new Set<Explorer>();
  readonly #signal: AbortSignal | undefined;

  /** @param signal ends all of them */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** The one used last, or a new one where all are at work. */
  take(): Explorer {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const explorer = new Explorer(this.#signal);
    this.#all.add(explorer);
    return explorer;
  }

  giveBack(explorer: Explorer): void {
    this.#idle.push(explorer);
  }

  /** Ends their processes. */
  close(): void {
    for (const explorer of this.#all) explorer.close();
  }
}
