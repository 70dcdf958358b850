import type { ControlLine } from './control-line.js';
import type { Go } from './protocol.js';

/** Who decides when a process makes its next step. */
export interface Turns {
  /** Before a step: returns when it may be made. `operand`: of a word of the scenario. */
  before(step: string, site: number, operand?: string): Go;
  /** The step would have to wait: returns when it may be tried again. */
  again(): Go;
}

/** In lockstep: the controller decides about every step. */
export class ForcedTurns implements Turns {
  readonly #line: ControlLine;

  constructor(line: ControlLine) {
    this.#line = line;
  }

  before(step: string, site: number, operand?: string): Go {
    this.#line.send({ type: 'announce', step, site, ...(operand === undefined ? {} : { operand }) });
    return this.#line.turn();
  }

  again(): Go {
    this.#line.send({ type: 'waits' });
    return this.#line.turn();
  }
}

const AT_ONCE: Go = { fault: null };

/** Words of the scenario that wait for what others do. */
const WAITING_WORDS: ReadonlySet<string> = new Set(['pass', 'asleep']);

/** Free: every step is made at once, now and then after a moment's delay. Seeded, but real time is not. */
export class FreeTurns implements Turns {
  readonly #line: ControlLine;
  readonly #forced: ForcedTurns;
  readonly #random: () => number;
  readonly #idle = new Int32Array(new SharedArrayBuffer(4));

  constructor(line: ControlLine, random: () => number) {
    this.#line = line;
    this.#forced = new ForcedTurns(line);
    this.#random = random;
  }

  before(step: string, site: number, operand?: string): Go {
    if (WAITING_WORDS.has(step)) return this.#forced.before(step, site, operand);
    // Until it says that it has started one, it is not asleep but waits for a process that nobody knows of yet.
    if (step === 'spawn') this.#line.send({ type: 'announce', step, site });
    const drawn = this.#random();
    if (drawn > 0.8) Atomics.wait(this.#idle, 0, 0, (drawn - 0.8) * 5);
    return AT_ONCE;
  }

  again(): Go {
    return AT_ONCE;
  }
}
