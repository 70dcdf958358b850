/**
 * JavaScript text that is evaluated inside each task's own context, so that every function and object that student
 * code can get hold of belongs to that context and to nothing of Node or of the explorer. It is given a `core` (the
 * realm's side of the runtime, see core.ts), of which it only calls functions and never hands one on.
 */
export const REALM_SOURCE = String.raw`(function (core) {
  'use strict';
  const SWITCH = core.SWITCH;
  const TWIN = Symbol('twin');
  const apply = Reflect.apply;
  const define = Object.defineProperty;
  const nextOf = Object.getPrototypeOf(function* () {}).prototype.next;

  function drive(generator) {
    core.enterPlain();
    try {
      const step = apply(nextOf, generator, []);
      if (!step.done) core.lost();
      return step.value;
    } finally {
      core.leavePlain();
    }
  }
  // A function whose name or length is defined anew loses its fast properties, and with them every call its fast look at
  // TWIN: so there is a template for each usual length, and the name comes from the property.
  const call = (twin, self, args) => drive(apply(twin, self, args));
  const constructors = [
    (t, k) => ({ [k]: function () { return call(t, this, arguments); } })[k],
    (t, k) => ({ [k]: function (a) { return call(t, this, arguments); } })[k],
    (t, k) => ({ [k]: function (a, b) { return call(t, this, arguments); } })[k],
    (t, k) => ({ [k]: function (a, b, c) { return call(t, this, arguments); } })[k],
  ];
  const plainMethods = [
    (t, k) => ({ [k]() { return call(t, this, arguments); } })[k],
    (t, k) => ({ [k](a) { return call(t, this, arguments); } })[k],
    (t, k) => ({ [k](a, b) { return call(t, this, arguments); } })[k],
    (t, k) => ({ [k](a, b, c) { return call(t, this, arguments); } })[k],
  ];
  function named(templates, twin, text, length) {
    const template = templates[length];
    const f = (template ?? templates[0])(twin, text);
    if (template === undefined) define(f, 'length', { value: length, configurable: true });
    define(f, TWIN, { value: twin });
    return f;
  }
  function pair(twin, text, length, kind) {
    return named(kind === 'function' ? constructors : plainMethods, twin, text, length);
  }
  function methods(target, names) {
    for (const key of names) {
      const old = Object.getOwnPropertyDescriptor(target, key);
      const text = typeof key === 'symbol' ? (key.description === undefined ? '' : '[' + key.description + ']') : String(key);
      define(target, key, { ...old, value: named(plainMethods, old.value, text, old.value.length) });
    }
  }

  // ---- the words of scenarios ----
  class CheckFailed extends Error {}
  function word(which) {
    return pair(function* (operand) {
      if (core.word(which, String(operand))) yield SWITCH;
      core.performWord();
    }, which, 1, 'function');
  }
  const words = {
    threads: (scenario) => scenario,
    threadOperations: (scenario) => scenario,
    call: pair(function* (op, args, body) {
      const call = core.invoke(String(op), args);
      let value;
      try {
        const twin = body[TWIN];
        value = !twin ? body() : yield* apply(twin, undefined, []);
      } catch (error) {
        core.threw(call, describe(error));
        throw error;
      }
      core.returned(call, value);
      return value;
    }, 'call', 3, 'function'),
    thrown: pair(function* (body) {
      try {
        const twin = body[TWIN];
        if (!twin) body();
        else yield* apply(twin, undefined, []);
      } catch (error) {
        if (error instanceof CheckFailed) throw error;
        return error === undefined ? new Error('undefined was thrown') : error;
      }
      return undefined;
    }, 'thrown', 1, 'function'),
    mark: (text, value) => core.mark(String(text), value),
    check: (condition, message) => {
      if (condition) return;
      core.fail(String(message));
      throw new CheckFailed(String(message));
    },
    enter: word('enter'),
    leave: word('leave'),
    open: word('open'),
    pass: word('pass'),
    asleep: word('asleep'),
  };
  function describe(error) {
    try {
      if (error !== null && typeof error === 'object' && typeof error.message === 'string') {
        return (typeof error.name === 'string' ? error.name : 'Error') + ': ' + error.message.slice(0, 500);
      }
      return String(error).slice(0, 500);
    } catch {
      return 'an error that cannot be shown';
    }
  }

  // ---- tasks that a generator made ----
  const parse = JSON.parse;
  const invoke = words.call[TWIN];
  function* run(f, args) {
    const twin = f[TWIN];
    return !twin ? apply(f, undefined, args) : yield* apply(twin, undefined, args);
  }
  function taskOf(scenario, list) {
    return pair(function* (thread) {
      const object = yield* run(scenario.object, [thread]);
      for (let i = 0; i < list.length; i++) {
        const [op, ...args] = list[i];
        const body = pair(function* () { return yield* run(scenario.operations[op], [object, ...args]); }, op, 0, 'method');
        yield* apply(invoke, undefined, [op, args, body]);
      }
    }, 'task', 1, 'method');
  }
  function generated(scenario, text) {
    const { names, lists } = parse(text);
    // Tasks that do the same are the same function: the explorer asks for that.
    const known = {};
    const tasks = {};
    for (let i = 0; i < lists.length; i++) {
      const key = names[i].replace(/ #\d+$/, '');
      known[key] ??= taskOf(scenario, lists[i]);
      tasks[names[i]] = known[key];
    }
    return { ...scenario, tasks };
  }

  // ---- what differs from run to run in the world outside is the same in every run here ----
  const RealDate = Date;
  function VirtualDate(...args) {
    if (new.target === undefined) return new RealDate(core.now()).toString();
    return Reflect.construct(RealDate, args.length > 0 ? args : [core.now()], new.target);
  }
  define(VirtualDate, 'name', { value: 'Date' });
  define(VirtualDate, 'length', { value: 7 });
  VirtualDate.prototype = RealDate.prototype;
  VirtualDate.now = () => core.now();
  VirtualDate.parse = RealDate.parse;
  VirtualDate.UTC = RealDate.UTC;
  define(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true });
  define(globalThis, 'Date', { value: VirtualDate, writable: true, configurable: true });
  Math.random = () => core.random();
  globalThis.performance = { now: () => core.now(), timeOrigin: 0 };
  // What the garbage collector has not taken yet may be had for ever: ECMA-262, 9.10, leaves it open.
  class VirtualWeakRef {
    #target;
    constructor(target) { this.#target = target; }
    deref() { return this.#target; }
  }
  define(VirtualWeakRef, 'name', { value: 'WeakRef' });
  define(globalThis, 'WeakRef', { value: VirtualWeakRef, writable: true, configurable: true });
  define(globalThis, 'FinalizationRegistry', { value: class FinalizationRegistry { register() {} unregister() { return false; } }, writable: true, configurable: true });
  const quiet = (...args) => core.console(args.length);
  globalThis.console = { log: quiet, info: quiet, warn: quiet, error: quiet, debug: quiet, trace: quiet, dir: quiet, table: quiet };
  globalThis.self = globalThis;
  const byteLength = Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'byteLength').get;
  define(SharedArrayBuffer, Symbol.hasInstance, { value: (v) => { try { apply(byteLength, v, []); return true; } catch { return false; } } });

  // The task's own views are known by identity here, without a call into the explorer's context, which nothing inlines.
  let ownMemory;
  let ownData;
  const isShared = core.shared;
  const shared = (value) => value === ownMemory || value === ownData || isShared(value);

  // One call into the explorer's context a step, not two: what was performed at once is kept here.
  function fused({ attempt, perform: performLater }) {
    let performed = false;
    let result;
    const step = (kind, site, view, index, a, b) => {
      const value = attempt(kind, site, view, index, a, b);
      performed = value !== SWITCH;
      result = value;
      return !performed;
    };
    const perform = () => {
      if (!performed) return performLater();
      performed = false;
      return result;
    };
    return { step, perform };
  }
  const { step, perform } = core.attempt === undefined ? core : fused(core);
  // Where the core says so, what happens most often happens in place: a call into its context costs more than all the rest.
  let counts = { effects: 0, writes: 0, steps: 0, sleeps: 0, read: { length: 0 } };
  const effect = core.attempt === undefined ? core.effect : () => { counts.effects++; };
  const iterateLoop = core.iterate;
  const iterate = core.attempt === undefined
    ? (token, ...assigned) => iterateLoop(token, assigned)
    : (token, ...assigned) => {
      if (token.iterations >= 0) return assigned.length === 0 ? iterateLoop(token) : iterateLoop(token, assigned);
      // The first iteration of an activation begins, as in loops.ts.
      token.iterations = 0;
      token.assigned = assigned;
      token.effects = counts.effects;
      token.writes = counts.writes;
      token.steps = counts.steps;
      token.sleeps = counts.sleeps;
      token.reads = counts.read.length;
      return false;
    };
  // Tokens of an earlier execution are used again: an execution has many, and none outlives it.
  const keptLoops = Array.from({ length: 256 }, () => undefined);
  let begunLoops = 0;
  const newLoop = core.loop;
  const loop = core.attempt === undefined ? newLoop : (site) => {
    if (begunLoops === 256) return newLoop(site);
    const known = keptLoops[begunLoops++];
    if (known === undefined) return (keptLoops[begunLoops - 1] = newLoop(site));
    known.site = site;
    known.iterations = -1;
    known.fruitless = 0;
    known.rounds = 0;
    return known;
  };

  const globals = {};
  for (const key of Object.getOwnPropertyNames(globalThis)) globals[key] = globalThis[key];
  globals.globalThis = globalThis;
  globals.RealAtomics = Atomics;
  // Names that an execution leaves in the global object are no business of the next one.
  const own = new Set(Reflect.ownKeys(globalThis));
  const modules = new Map();
  const loaded = new Map();
  const rt = {
    SWITCH, TWIN, drive, pair, methods, words,
    step, stepHere: core.stepHere, perform, shared,
    publish: (id, exports) => loaded.set(id, exports),
    loop, iterate, iterateHere: core.iterateHere, effect, at: core.at,
    load(id) {
      const known = loaded.get(id);
      if (known !== undefined) return known;
      const module = modules.get(id);
      const exports = module(rt, globals);
      loaded.set(id, exports);
      return exports;
    },
  };
  return {
    rt,
    globals,
    TWIN,
    describe,
    isCheckFailed: (error) => error instanceof CheckFailed,
    generated,
    provide: (id, factory) => modules.set(id, factory),
    forget: () => {
      loaded.clear();
      for (const key of Reflect.ownKeys(globalThis)) if (!own.has(key)) Reflect.deleteProperty(globalThis, key);
    },
    view: (buffer) => new Int32Array(buffer),
    begin: (task, memory, data, me, counted) => {
      ownMemory = memory;
      ownData = data;
      if (counted !== undefined) counts = counted;
      begunLoops = 0;
      const thread = { memory, data, me };
      const twin = task[TWIN];
      return !twin ? (function* () { task(thread); })() : apply(twin, undefined, [thread]);
    },
    plain: (f, a, b) => f(a, b),
    next: (generator) => apply(nextOf, generator, []),
  };
})`;
