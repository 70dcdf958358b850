import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assignment/package-root.js';
import type { History } from '../oracle/history.js';
import type { FindingKind, Oracle } from '../oracle/oracle.js';
import { Child, ChildFailure } from './child.js';
import {
  type BatchReply,
  type Command,
  type ExplorerConfig,
  type LockstepReply,
  lockstepReplySchema,
  type Reply,
  replySchema,
  stressReplySchema,
  type RunReply,
} from './protocol.js';

/** Both are generous: they only end what would never end. Wall-clock time never decides a grade. */
const ANSWER_MS = 60_000;
const HEAP_MB = 512;
/** A process is ended after so many scenarios: contexts leave things behind. */
const LONGEST_SERVICE = 200;

/** The children run from the build, also when the judge runs from its sources. */
function built(name: string): string {
  const file = join(packageRoot(), 'dist', name);
  if (!existsSync(file)) throw new Error(`${file} is missing: run 'npm run build'`);
  return file;
}

/** The scenario could not be brought to its first step. */
export class Refused extends Error {
  readonly phase: 'load' | 'init';
  constructor(phase: 'load' | 'init', message: string) {
    super(message);
    this.phase = phase;
  }
}

/** The judge's end of an explorer: asks, validates, and starts a new process after one has died. */
export class Explorer {
  #child: Child | undefined;
  #opened = 0;
  readonly #signal: AbortSignal | undefined;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** @throws Refused, ChildFailure */
  async open(config: ExplorerConfig): Promise<void> {
    if (++this.#opened % LONGEST_SERVICE === 0) this.close();
    const reply = await this.#ask({ type: 'open', config });
    if (reply.type === 'refused') throw new Refused(reply.phase, reply.message);
  }

  /** @param given what executions that another explorer ran came to: see `Batches` */
  async explore(count: number, given?: string): Promise<BatchReply> {
    const reply = await this.#ask({ type: 'explore', count, ...(given !== undefined && { given }) });
    if (reply.type !== 'batch') throw nonsense(reply);
    return reply;
  }

  async run(schedule: readonly number[], lenient: boolean): Promise<RunReply> {
    const reply = await this.#ask({ type: 'run', schedule: [...schedule], lenient });
    if (reply.type !== 'run') throw nonsense(reply);
    return reply;
  }

  close(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  async #ask(command: Command): Promise<Reply> {
    if (this.#child === undefined || this.#child.ended) {
      this.#child = new Child({ file: built('explorer.js'), heap: HEAP_MB, signal: this.#signal });
    }
    try {
      const parsed = replySchema.safeParse(await this.#child.ask(command, ANSWER_MS));
      if (!parsed.success)
        throw new ChildFailure('nonsense', `the explorer's answer has not the form agreed: ${parsed.error.message}`);
      if (parsed.data.type === 'failed') throw new ChildFailure('nonsense', parsed.data.message);
      return parsed.data;
    } catch (error) {
      this.close();
      throw error;
    }
  }
}

function nonsense(reply: Reply): ChildFailure {
  return new ChildFailure('nonsense', `the explorer answered '${reply.type}'`);
}

/** The script that repeats a schedule of a world in the real realm. */
const REAL_CHILDREN = {
  thread: 'thread-child.js',
  coroutine: 'coroutine-child.js',
  process: 'process-child.js',
} as const;

/** Forces a schedule on the real realm: real worker threads, the real event loop, or real processes. */
export async function repeatForReal(
  config: ExplorerConfig,
  schedule: readonly number[],
  startIsStep: boolean,
  signal?: AbortSignal,
): Promise<LockstepReply> {
  const child = new Child({ file: built(REAL_CHILDREN[config.world]), heap: HEAP_MB, signal });
  try {
    const parsed = lockstepReplySchema.safeParse(await child.ask({ ...config, schedule, startIsStep }, ANSWER_MS));
    if (!parsed.success) return { type: 'failed', message: `the real child's answer has not the form agreed` };
    return parsed.data;
  } finally {
    child.kill();
  }
}

/**
 * How often a scenario violates `oracle` on real threads or processes that run free, or on the real event loop in orders
 * of outside events that are drawn; undefined where that cannot be told.
 */
export async function naturalRate(
  config: ExplorerConfig,
  oracle: Oracle,
  runs: number,
  signal?: AbortSignal,
): Promise<{ failures: number; runs: number } | undefined> {
  const { world } = config;
  if (oracle.kinds.some((kind) => UNSEEN.includes(kind))) return undefined;
  const child = new Child({ file: built(REAL_CHILDREN[world]), heap: HEAP_MB, signal });
  try {
    const request = { ...config, schedule: [], stress: { runs, seed: config.plan.seed, timeoutMs: STRESS_MS[world] } };
    const parsed = stressReplySchema.safeParse(await child.ask(request, ANSWER_MS));
    if (!parsed.success) return undefined;
    const failed = parsed.data.histories.filter(
      ({ history }) => oracle.judge(asHistory(history)).verdict === 'violated',
    );
    return { failures: failed.reduce((sum, { count }) => sum + count, 0), runs: parsed.data.runs };
  } catch (error) {
    if (error instanceof ChildFailure && error.reason !== 'interrupted') return undefined;
    throw error;
  } finally {
    child.kill();
  }
}

/** What free threads do not show: it takes a detector that sees every access. */
const UNSEEN: readonly FindingKind[] = ['data-race', 'busy-wait', 'wrong-operation', 'unequal-work'];
/** Processes take longer to start. */
const STRESS_MS = { thread: 1500, coroutine: 1500, process: 3000 } as const;

/** What crossed the border has been validated; its values are JSON. */
export function asHistory(history: unknown): History {
  return history as History;
}
