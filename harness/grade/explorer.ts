/**
 * The explorer: a child process that runs student code in contexts of its own and tells the judge what it saw. It holds
 * no points and no expectations, and its exit status means nothing.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import type { Engine } from '../world/thread/virtual/engine.js';
import { bareContext } from '../world/thread/real/bare-context.js';
import type { Command } from './protocol.js';

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

let engine: Engine | undefined;

function answer(command: Command): unknown {
  switch (command.type) {
    case 'open': {
      engine = loadEngine().open(JSON.stringify(command.config), bareContext);
      const opening = JSON.parse(engine.opening) as { error?: { phase: string; message: string } };
      return opening.error === undefined ? { type: 'opened' } : { type: 'refused', ...opening.error };
    }
    case 'explore':
      return { type: 'batch', ...(JSON.parse(opened().explore(command.count)) as object) };
    case 'run':
      return { type: 'run', ...(JSON.parse(opened().run(JSON.stringify(command.schedule), command.lenient)) as object) };
    default:
      return command satisfies never;
  }
}

function opened(): Engine {
  if (engine === undefined) throw new Error('nothing has been opened');
  return engine;
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
