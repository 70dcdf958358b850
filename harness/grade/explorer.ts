/**
 * The explorer: a child process that runs student code in contexts of its own and tells the judge what it saw. It holds
 * no points and no expectations, and its exit status means nothing.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { TICKS } from '../world/coroutine/coroutine-config.js';
import { CoroutineSessionRunner } from '../world/coroutine/session-runner.js';
import type { Engine } from '../world/engine.js';
import { Session } from '../world/session.js';
import { bareContext } from '../world/thread/real/bare-context.js';
import type { Command, ExplorerConfig } from './protocol.js';

/** Looked up once: a name looked up in a context made by Node goes through an interceptor, which is slow in a hot loop. */
const BUILT_INS =
  'Object Array Map Set WeakMap WeakSet Math Number String Boolean Symbol Error TypeError RangeError JSON Reflect Atomics ' +
  'ArrayBuffer SharedArrayBuffer Int32Array Uint32Array Uint8Array Uint16Array Int8Array Int16Array Float64Array ' +
  'BigInt64Array BigUint64Array DataView BigInt Infinity NaN Promise Proxy parseInt isNaN';

function loadEngine(): { open(config: string, context: () => unknown): Engine } {
  const source = readFileSync(fileURLToPath(new URL('./engine.js', import.meta.url)), 'utf8');
  const names = BUILT_INS.split(' ').join(',');
  const context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  const text = `(function(${names}){${source}\n;return __il_engine;})(${names})`;
  return new Script(text, { filename: 'engine' }).runInContext(context) as ReturnType<typeof loadEngine>;
}

/** An explored scenario, whatever its world. */
interface Opened {
  explore(count: number, given?: string): object;
  run(schedule: number[], lenient: boolean): object;
}

/**
 * One engine for all that this process explores: it keeps nothing from one scenario to the next but its machine code, and
 * a new one would run its first thousands of executions ten times as slowly.
 */
let loaded: ReturnType<typeof loadEngine> | undefined;
let current: Opened | undefined;

/** Coroutines run natively, so their contexts are made here; the other worlds have an engine in a context of its own. */
function openSession(config: ExplorerConfig): Opened | { refused: object } {
  if (config.world === 'coroutine') {
    const { program, scenario, generated, maxSteps, plan, selfCheck } = config;
    const budget = { steps: maxSteps, ticks: TICKS };
    try {
      return new Session(
        new CoroutineSessionRunner({ program, scenario, generated, budget, seed: plan.seed }),
        plan,
        selfCheck,
      );
    } catch (error) {
      return {
        refused: { phase: 'load', message: String(error instanceof Error ? error.message : error).slice(0, 2000) },
      };
    }
  }
  const engine = (loaded ??= loadEngine()).open(JSON.stringify(config), bareContext);
  const opening = JSON.parse(engine.opening) as { error?: object };
  if (opening.error !== undefined) return { refused: opening.error };
  return {
    explore: (count, given) => JSON.parse(engine.explore(count, given)) as object,
    run: (schedule, lenient) => JSON.parse(engine.run(JSON.stringify(schedule), lenient)) as object,
  };
}

function answer(command: Command): unknown {
  switch (command.type) {
    case 'open': {
      const opened = openSession(command.config);
      if ('refused' in opened) return { type: 'refused', ...opened.refused };
      current = opened;
      return { type: 'opened' };
    }
    case 'explore':
      return { type: 'batch', ...session().explore(command.count, command.given) };
    case 'run':
      return { type: 'run', ...session().run(command.schedule, command.lenient) };
    default:
      return command satisfies never;
  }
}

function session(): Opened {
  if (current === undefined) throw new Error('nothing has been opened');
  return current;
}

process.on('message', (command: Command) => {
  let reply: unknown;
  try {
    reply = answer(command);
  } catch (error) {
    reply = { type: 'failed', message: String(error instanceof Error ? error.stack : error).slice(0, 2000) };
  }
  process.send?.(reply);
});
process.on('disconnect', () => process.exit(0));
