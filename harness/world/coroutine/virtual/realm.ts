/**
 * The text that turns a fresh JavaScript context into the virtual realm, and what it hands back to the runner.
 *
 * Everything that a submission reaches is made by this text inside its own context. The functions used here are
 * self-contained, so their source text is all that is needed; a build must not inject anything into them (esbuild's
 * `keepNames` would).
 */
import { makeEvents } from './abort.js';
import { makeEmitter } from './emitter.js';
import { type Kernel, makeKernel } from './kernel.js';
import { type Ledger, makeLedger } from './ledger.js';
import { makeTimers } from './timers.js';
import { makeValues } from './values.js';
import { makeWords } from './words.js';
import type { CoroutineInput } from './execution.js';
import type { VirtualHost } from './host.js';

/** What the text evaluates to. The runner calls it from outside; the submission never sees it. */
export interface Realm {
  ledger: Ledger;
  kernel: Kernel;
  /** Registers a module's compiled factory. */
  define(id: string, factory: ModuleFactory): void;
  /** Forgets every instance of a module, and all that an execution left. */
  reset(): void;
  load(id: string): Record<string, unknown>;
  /** The scenario with the tasks that a generator made: the text of `asText`. */
  generated(scenario: object, tasks: string): object;
  /** Puts a mark for every timer and listener that is left. */
  markLeaks(): void;
  /** Withdraws the aborts that never came. */
  dropAborts(): void;
}

export type ModuleFactory = (runtime: Kernel['runtime'], module: { exports: Record<string, unknown> }) => void;

export interface RealmParts {
  ledger: Ledger;
  kernel: Kernel;
  builtins: Record<string, Record<string, unknown>>;
  listeners: (signal: unknown) => number;
}

/** Self-contained: joins the parts. */
export function makeRealm(parts: RealmParts): Realm {
  const { ledger, kernel, builtins, listeners } = parts;
  const factories = Object.create(null) as Record<string, ModuleFactory | undefined>;
  let instances = Object.create(null) as Record<string, { exports: Record<string, unknown> } | undefined>;
  const { parse } = JSON;
  let signals: { signal: unknown; task: number }[] = [];
  kernel.onAbortable = (signal, task) => {
    signals.push({ signal, task });
  };
  const load = (id: string): Record<string, unknown> => {
    const known = instances[id];
    if (known !== undefined) return known.exports;
    const builtin = builtins[id];
    if (builtin !== undefined) return builtin;
    const factory = factories[id];
    if (factory === undefined) throw new Error(`Cannot find module '${id}'`);
    const module = { exports: {} as Record<string, unknown> };
    instances[id] = module;
    factory(kernel.runtime, module);
    return module.exports;
  };
  return {
    ledger,
    kernel,
    load,
    generated(scenario, text) {
      type Coroutine = {
        pause(label: string): Promise<void>;
        call(op: string, args: unknown[], body: () => unknown): unknown;
      };
      type Body = (shared: unknown, ...args: unknown[]) => unknown;
      const { names, lists } = parse(text) as { names: string[]; lists: [string, ...unknown[]][][] };
      const { operations } = scenario as { operations: Record<string, Body> };
      const tasks: Record<string, (c: Coroutine, shared: unknown) => Promise<void>> = {};
      for (let i = 0; i < lists.length; i += 1) {
        const list = lists[i] as [string, ...unknown[]][];
        tasks[names[i] as string] = async (c, shared) => {
          for (let k = 0; k < list.length; k += 1) {
            const [op, ...args] = list[k] as [string, ...unknown[]];
            await c.pause(`before ${op}`);
            await c.call(op, args, () => (operations[op] as Body)(shared, ...args));
          }
        };
      }
      return { ...scenario, tasks };
    },
    define(id, factory) {
      factories[id] = factory;
    },
    reset() {
      instances = Object.create(null) as typeof instances;
      signals = [];
      kernel.reset(load);
    },
    markLeaks() {
      const pending = ledger.pending();
      for (let i = 0; i < pending.length; i += 1) {
        const event = pending[i];
        if (event === undefined || event.background || event.kind === 'abort') continue;
        kernel.leak(event.task, `${event.kind} ${event.label}`);
      }
      for (let i = 0; i < signals.length; i += 1) {
        const { signal, task } = signals[i] as { signal: unknown; task: number };
        if (listeners(signal) > 0) kernel.leak(task, 'listener');
      }
    },
    dropAborts() {
      const pending = ledger.pending();
      for (let i = pending.length - 1; i >= 0; i -= 1) {
        const event = pending[i];
        if (event?.kind === 'abort') ledger.remove(event);
      }
    },
  };
}

/** @param ticks see `makeKernel`. @param seed of `Math.random`, renewed for every execution. */
export function realmSource(ticks: number, seed: number): string {
  return `(() => {
'use strict';
const ledger = (${String(makeLedger)})();
const kernel = (${String(makeKernel)})(ledger, (${String(makeValues)})(), ${String(makeWords)}, ${String(ticks)});
const timers = (${String(makeTimers)})(ledger, kernel);
const events = (${String(makeEvents)})(ledger, kernel);
const emitter = (${String(makeEmitter)})();
const silent = () => undefined;
const console = { log: silent, info: silent, warn: silent, error: silent, debug: silent, trace: silent, assert: silent, table: silent, time: silent, timeEnd: silent };
const globals = { ...timers.globals, ...events.globals, console };
for (const name of Object.keys(globals)) {
  Object.defineProperty(globalThis, name, { value: globals[name], writable: true, configurable: true, enumerable: false });
}
let state = ${String(seed >>> 0)};
Object.defineProperty(Math, 'random', { configurable: true, writable: true, value: () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
} });
class WeakRef { #target; constructor(target) { this.#target = target; } deref() { return this.#target; } }
class FinalizationRegistry { register() {} unregister() { return false; } }
// What the garbage collector has not taken yet may be had for ever: ECMA-262, 9.10, leaves it open.
Object.assign(globalThis, { WeakRef, FinalizationRegistry });
const realm = (${String(makeRealm)})({ ledger, kernel, listeners: events.listeners, builtins: {
  'interleave/scenario': { coroutines: (scenario) => scenario, coroutineOperations: (scenario) => scenario },
  'timers/promises': timers.promises, 'node:timers/promises': timers.promises,
  'timers': timers.globals, 'node:timers': timers.globals,
  'events': emitter, 'node:events': emitter,
} });
const reset = realm.reset;
realm.reset = () => { state = ${String(seed >>> 0)}; reset(); };
return realm;
})()`;
}

/** Makes a realm in the host's context and defines the program's modules in it. */
export function openRealm(host: Pick<VirtualHost, 'evaluate'>, input: CoroutineInput): Realm {
  const realm = host.evaluate(realmSource(input.budget.ticks ?? 100_000, input.seed ?? 1), 'realm') as Realm;
  for (const module of input.program.modules) {
    realm.define(module.id, host.evaluate(module.code, module.id) as ModuleFactory);
  }
  return realm;
}
