import { ChildFailure } from './child.js';
import type { Explorer } from './exploration.js';
import type { BatchReply, ExplorerConfig } from './protocol.js';

/** Where an explorer may be had that has nothing else to do. */
export interface Helpers {
  /** Undefined where all are at work. */
  borrow(): Helper | undefined;
}

export interface Helper {
  readonly explorer: Explorer;
  giveBack(): void;
}

/**
 * Executions of a batch, which is what is judged at a time: few at first, since most failures show at once, and each time
 * twice as many.
 */
const FIRST_BATCH = 50;
const BATCH = 1000;
/** A shorter exploration is over before a second process has warmed up. */
const DIVIDE_AFTER = 2000;
/** Executions that the second process is ahead by. */
const AHEAD = 300;

/**
 * The executions of one scenario, a batch at a time; of a long exploration, run by two processes.
 *
 * What the sampling strategies choose depends on nothing that the others find, so a second explorer runs their executions
 * in their order. The first runs the searches, and decides as ever whose turn it is: where it is the samplers', it takes the
 * next outcome that the second told, or waits for it. So every execution has the number that it has with one process, and
 * batches hold the same executions, whoever ran them. A history that both see comes twice; the second time it changes
 * nothing, since the first had the smaller number.
 */
export class Batches {
  readonly #explorer: Explorer;
  readonly #config: ExplorerConfig;
  readonly #helpers: Helpers | undefined;
  readonly #divideAfter: number;
  #executions = 0;
  #sampled = 0;
  #size = FIRST_BATCH;
  #second: SecondExplorer | undefined;

  /** The explorer has the scenario open, and has not begun. */
  constructor(explorer: Explorer, config: ExplorerConfig, helpers: Helpers | undefined, divideAfter = DIVIDE_AFTER) {
    this.#explorer = explorer;
    this.#config = config;
    this.#helpers = config.selfCheck === true ? undefined : helpers;
    this.#divideAfter = divideAfter;
  }

  get divided(): boolean {
    return this.#second !== undefined;
  }

  async next(): Promise<BatchReply> {
    if (this.#second === undefined && this.#executions >= this.#divideAfter) {
      const helper = this.#helpers?.borrow();
      if (helper !== undefined) this.#second = new SecondExplorer(helper, this.#config, this.#sampled);
    }
    const batch = await (this.#second === undefined
      ? this.#explorer.explore(this.#size)
      : this.#together(this.#second));
    this.#size = Math.min(2 * this.#size, BATCH);
    this.#executions = batch.executions;
    this.#sampled = batch.sampled;
    return batch;
  }

  /** Gives the helper back, once it has answered what it was asked. */
  async close(): Promise<void> {
    await this.#second?.close();
  }

  async #together(second: SecondExplorer): Promise<BatchReply> {
    const samples: BatchReply['samples'] = [];
    for (let left = this.#size; ; ) {
      const reply = await this.#explorer.explore(left, second.take());
      left -= reply.ran;
      samples.push(...reply.samples, ...second.numbered(reply.taken));
      if (!reply.wants || left <= 0) {
        samples.sort((one, other) => one.execution - other.execution);
        return { ...reply, samples };
      }
      await second.more();
    }
  }
}

/** The explorer that runs what the sampling strategies choose, ahead of when it is asked for. */
class SecondExplorer {
  readonly #helper: Helper;
  #pending: Promise<BatchReply>;
  /** Told and not yet handed on. */
  #outcomes = '';
  readonly #samples: BatchReply['samples'] = [];
  /** Sampled executions that have their numbers. */
  #placed: number;

  /** @param sampled executions that the first explorer has run itself */
  constructor(helper: Helper, config: ExplorerConfig, sampled: number) {
    this.#helper = helper;
    this.#placed = sampled;
    this.#pending = this.#catchUp({ ...config, plan: { ...config.plan, part: 'samples' } }, sampled);
    // Whoever waits for it gets the error; until then nobody does.
    this.#pending.catch(() => {});
  }

  /** The strategies learn from what they have tried: so it is run again, and only what comes then is of interest. */
  async #catchUp(config: ExplorerConfig, sampled: number): Promise<BatchReply> {
    const { explorer } = this.#helper;
    await explorer.open(config);
    if (sampled > 0) await explorer.explore(sampled);
    return explorer.explore(AHEAD);
  }

  take(): string {
    const outcomes = this.#outcomes;
    this.#outcomes = '';
    return outcomes;
  }

  /** Waits for what is under way, and asks for more. */
  async more(): Promise<void> {
    const reply = await this.#pending;
    // Both are rare and end a check as an error: told in full by one explorer alone.
    if (reply.deviation !== null || reply.cannotSwitch !== null || reply.outcomes === '')
      throw new ChildFailure('nonsense', 'the second explorer cannot go on');
    this.#outcomes += reply.outcomes;
    this.#samples.push(...reply.samples);
    this.#pending = this.#helper.explorer.explore(AHEAD);
    this.#pending.catch(() => {});
  }

  /** The samples among the next executions, which have got these numbers. */
  numbered(numbers: readonly number[]): BatchReply['samples'] {
    const first = this.#placed;
    this.#placed += numbers.length;
    const placed: BatchReply['samples'] = [];
    for (;;) {
      const next = this.#samples[0];
      // Its own number is its place among the sampled executions, from 1.
      const execution = next === undefined ? undefined : numbers[next.execution - 1 - first];
      if (next === undefined || execution === undefined) return placed;
      placed.push({ ...next, execution });
      this.#samples.shift();
    }
  }

  async close(): Promise<void> {
    try {
      await this.#pending;
    } catch {
      // It is over, whatever became of it; an explorer that has ended is started anew.
    }
    this.#helper.giveBack();
  }
}
