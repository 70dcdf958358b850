/**
 * The reference runtime: performs every step at once on real memory. It explores nothing; it is what the emitted code is
 * tested against, switching at every step or never.
 */
import type { Program } from './program.js';
import { StepKind, type LoopToken, type Runtime } from './runtime.js';

export type Twin = Generator<unknown, unknown, unknown>;

interface Step {
  kind: StepKind;
  site: number;
  view: unknown;
  index: unknown;
  a: unknown;
  b: unknown;
}

export interface InlineOptions {
  /** Whether `step` and `iterate` ask for a switch each time. */
  switching: boolean;
  /** Told of every step when it is performed. */
  observe?: (step: Readonly<Step>) => void;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Views = Int32Array & Record<number, number>;

/** One for all: the self-hosted built-ins stay on the realm's functions, those installed last count. */
const TWIN = Symbol('twin');

const SharedBuffer = globalThis.SharedArrayBuffer;

export class InlineRuntime implements Runtime {
  readonly SWITCH = Symbol('switch');
  readonly TWIN = TWIN;
  readonly words: Record<string, unknown> = {};
  /** Iterations of instrumented loops begun, and effects reported. */
  iterations = 0;
  effects = 0;
  private pending: Step | undefined;
  private readonly loaded = new Map<string, Record<string, unknown>>();
  private place = -1;

  /** @param evaluate runs a module's code in the realm and gives its function */
  constructor(
    private readonly program: Pick<Program, 'modules' | 'entry'>,
    readonly globals: Record<string, unknown>,
    private readonly evaluate: (code: string) => unknown,
    private readonly options: InlineOptions,
  ) {}

  step(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean {
    this.pending = { kind, site: site === -1 ? this.place : site, view, index, a, b };
    return this.options.switching;
  }
  perform(): unknown {
    const step = this.pending;
    if (step === undefined) throw new Error('no step has been announced');
    this.options.observe?.(step);
    return perform(step);
  }
  stepHere(kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): unknown {
    this.step(kind, site, view, index, a, b);
    return this.perform();
  }
  shared(value: unknown): boolean {
    return ArrayBuffer.isView(value) && value.buffer instanceof SharedBuffer;
  }
  loop(site: number): LoopToken {
    return { site };
  }
  iterate(_token: LoopToken, ..._assigned: unknown[]): boolean {
    this.iterations += 1;
    return this.options.switching;
  }
  iterateHere(): void {
    this.iterations += 1;
  }
  effect(): void {
    this.effects += 1;
  }
  at(site: number): void {
    this.place = site;
  }
  drive(generator: Twin): unknown {
    for (;;) {
      const { done, value } = generator.next();
      if (done === true) return value;
    }
  }

  pair(twin: GeneratorFunction, name: string, length: number, kind: 'function' | 'arrow' | 'method'): unknown {
    const start = twin as unknown as (this: unknown, ...args: unknown[]) => Twin;
    const drive = (generator: Twin): unknown => this.drive(generator);
    const ordinary: AnyFunction =
      kind === 'function'
        ? function (...args) {
            return drive(start.apply(this, args));
          }
        : // a method of an object literal has no prototype and cannot be constructed
          {
            method(...args: unknown[]): unknown {
              return drive(start.apply(this, args));
            },
          }.method;
    Object.defineProperty(ordinary, 'name', { value: name, configurable: true });
    Object.defineProperty(ordinary, 'length', { value: length, configurable: true });
    Object.defineProperty(ordinary, this.TWIN, { value: twin });
    return ordinary;
  }

  methods(target: object, names: readonly PropertyKey[]): void {
    for (const name of names) {
      const descriptor = Object.getOwnPropertyDescriptor(target, name);
      if (descriptor === undefined) throw new Error(`no method ${String(name)}`);
      const twin = descriptor.value as GeneratorFunction;
      Object.defineProperty(target, name, { ...descriptor, value: this.pair(twin, twin.name, twin.length, 'method') });
    }
  }

  publish(id: string, exports: Record<string, unknown>): void {
    this.loaded.set(id, exports);
  }
  load(id: string): Record<string, unknown> {
    const known = this.loaded.get(id);
    if (known !== undefined) return known;
    const module = this.program.modules.find((item) => item.id === id);
    if (module === undefined) throw new Error(`no module ${id}`);
    const start = this.evaluate(module.code) as (rt: Runtime, globals: object) => Record<string, unknown>;
    const exports = start(this, this.globals);
    this.loaded.set(id, exports);
    return exports;
  }

  /** Runs the self-hosted built-ins, given as `compilePrelude()`. */
  install(prelude: string): void {
    const start = this.evaluate(prelude) as (rt: Runtime, globals: object) => { install: () => void };
    start(this, this.globals).install();
  }

  /** Calls a function as a task that is switched at every step; counts the switches. */
  run(body: unknown, ...args: unknown[]): { value: unknown; switches: number } {
    const twin = (body as Record<symbol, unknown>)[this.TWIN] as ((...args: unknown[]) => Twin) | null | undefined;
    if (!twin) return { value: (body as AnyFunction)(...args), switches: 0 };
    const task = twin(...args);
    for (let switches = 0; ; switches++) {
      const { done, value } = task.next();
      if (done === true) return { value, switches };
      if (value !== this.SWITCH) throw new Error('a task yielded something else than a switch');
    }
  }

  /** Runs several tasks in turns, one step each. */
  roundRobin(bodies: readonly unknown[]): unknown[] {
    const results: unknown[] = [];
    // every step is performed when its task goes on, so the announced step is kept for each task
    const tasks = bodies.map((body, i) => ({
      i,
      twin: ((body as Record<symbol, unknown>)[this.TWIN] as () => Twin)(),
      pending: this.pending,
    }));
    let unfinished = tasks;
    while (unfinished.length > 0) {
      unfinished = unfinished.filter((task) => {
        this.pending = task.pending;
        const { done, value } = task.twin.next();
        task.pending = this.pending;
        if (done === true) results[task.i] = value;
        return done !== true;
      });
    }
    return results;
  }
}

function perform({ kind, view, index, a, b }: Step): unknown {
  const array = view as Views;
  const at = index as number;
  const value = a as number;
  switch (kind) {
    case StepKind.Read:
      return array[at];
    case StepKind.Write:
      return (array[at] = value);
    case StepKind.Load:
      return Atomics.load(array, at);
    case StepKind.Store:
      return Atomics.store(array, at, value);
    case StepKind.Add:
      return Atomics.add(array, at, value);
    case StepKind.Sub:
      return Atomics.sub(array, at, value);
    case StepKind.And:
      return Atomics.and(array, at, value);
    case StepKind.Or:
      return Atomics.or(array, at, value);
    case StepKind.Xor:
      return Atomics.xor(array, at, value);
    case StepKind.Exchange:
      return Atomics.exchange(array, at, value);
    case StepKind.CompareExchange:
      return Atomics.compareExchange(array, at, value, b as number);
    case StepKind.Wait:
      return Atomics.wait(array, at, value, b as number | undefined);
    case StepKind.Notify:
      return Atomics.notify(array, at, value);
    case StepKind.WaitAsync:
      throw new Error('the reference runtime has no Atomics.waitAsync');
    case StepKind.Word:
      return undefined;
    default:
      return kind satisfies never;
  }
}
