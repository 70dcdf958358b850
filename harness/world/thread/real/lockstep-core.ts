import { type LoopToken, StepKind } from '../../../submission/runtime.js';
import { type Cells, cellOf, isShared, valueAt } from '../cells.js';
import type { Outside } from '../../outside.js';
import type { Core, Realm } from '../core.js';
import { LoopActivation, unchanged } from '../loops.js';
import { ATOMICS_NAMES, timeoutOf } from '../operation.js';
import { toValue } from '../recorder.js';
import type { Announcement, Channel, Message } from './channel.js';
import { WAIT_ENDINGS } from './channel.js';

const LONGEST = 200_000;

/** The runtime inside a real worker thread in lockstep: every step waits for the turn and is then performed on real shared memory. */
export class LockstepCore implements Core {
  readonly SWITCH = {};
  realm: Realm | undefined;
  /** Not in lockstep: while modules load. */
  offRecord = true;
  site = 0;
  readonly #cells: Cells;
  readonly #channel: Channel;
  #messages: Message[] = [];
  #plain = 0;
  #wordSite = 0;
  #pending: Extract<Announcement, { type: 'step' }> | undefined;
  #view: unknown;
  #index: unknown;
  #glued = false;
  #granted = 0;
  #loops = 0;
  #calls = 0;
  #steps = 0;
  #effects = 0;
  readonly #outside: Outside;

  constructor(cells: Cells, channel: Channel, outside: Outside) {
    this.#outside = outside;
    this.#cells = cells;
    this.#channel = channel;
  }

  /** Hands over what was done and what comes next. */
  announce(next: Announcement): number {
    const messages = this.#messages;
    this.#messages = [];
    return this.#channel.announce({ messages, next });
  }

  readonly shared = (value: unknown): boolean => isShared(this.#cells, value);

  readonly step = (kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean => {
    const cell = cellOf(this.#cells, view, index);
    this.site = site < 0 ? this.#wordSite : site;
    this.#view = view;
    this.#index = index;
    this.#pending = { type: 'step', kind, site: this.site, cell, a: plainValue(a), b: plainValue(b) };
    this.#glued = this.#plain > 0;
    if (cell < 0 || this.offRecord || this.#glued) return false;
    this.#steps++;
    this.#granted = this.announce({ ...this.#pending, a: limited(this.#pending.a), b: limited(this.#pending.b) });
    return false;
  };

  readonly stepHere = (
    kind: StepKind,
    site: number,
    view: unknown,
    index: unknown,
    a?: unknown,
    b?: unknown,
  ): unknown => {
    this.#plain++;
    try {
      this.step(kind, site, view, index, a, b);
      return this.perform();
    } finally {
      this.#plain--;
    }
  };

  readonly perform = (): unknown => {
    // Instrumented code performs only what it has announced.
    const step = this.#pending as Extract<Announcement, { type: 'step' }>;
    const { kind, cell } = step;
    if (cell < 0 || this.offRecord) return this.#raw(step);
    if (!this.#glued && kind === StepKind.Wait) return this.#waited(step);
    if (!this.#glued && kind === StepKind.Notify) return this.#granted;
    if (kind === StepKind.Wait && valueAt(this.#cells, cell) === Number(step.a))
      return this.#impossible('Atomics.wait');
    const element = this.#view as Record<number, unknown>;
    const before = element[this.#index as number];
    const result = this.#raw(step);
    const after = element[this.#index as number];
    const wrote = wroteIt(kind, result, step.a);
    // Lockstep: nobody else runs, so what was read around the operation is what the operation saw.
    const values = { before: carried(before), after: carried(after), result: carried(result), wrote };
    if (this.#glued) this.#messages.push({ type: 'glued', kind, site: step.site, cell, ...values });
    else this.#messages.push({ type: 'performed', atomic: kind >= StepKind.Load, ...values });
    return result;
  };

  #waited({ b }: Extract<Announcement, { type: 'step' }>): string | undefined {
    const ending = WAIT_ENDINGS[this.#granted];
    if (ending === 'timed-out' || ending === 'late') this.#outside.pass(timeoutOf(b) ?? 0);
    return ending === 'late' ? 'ok' : ending;
  }

  #raw(step: Extract<Announcement, { type: 'step' }>): unknown {
    const view = this.#view as Record<PropertyKey, unknown>;
    const index = this.#index as PropertyKey;
    if (step.kind === StepKind.Read) return view[index];
    if (step.kind === StepKind.Write) return (view[index] = step.a);
    const name = ATOMICS_NAMES[step.kind as StepKind];
    if (name === undefined) return undefined;
    const atomics = this.realm?.globals['RealAtomics'] as Record<string, (...args: unknown[]) => unknown>;
    const operands = step.b === undefined ? (step.a === undefined ? [] : [step.a]) : [step.a, step.b];
    return atomics[name]?.(view, index, ...operands);
  }

  #impossible(what: string): never {
    this.announce({ type: 'impossible', reason: `${what} would have to block where no switch is possible` });
    throw new Error('impossible');
  }

  // ---- loops and effects ----

  readonly loop = (site: number): LoopToken => {
    const loop = new LoopActivation(site);
    loop.id = ++this.#loops;
    return loop;
  };

  readonly iterate = (token: LoopToken, assigned: readonly unknown[] = []): boolean => {
    const loop = token as LoopActivation;
    if (this.#plain > 0 || this.offRecord) {
      this.iterateHere(token);
      return false;
    }
    const same = unchanged(loop, assigned);
    const idle = same && loop.effects === this.#effects && loop.steps === this.#steps;
    loop.iterations++;
    if ((loop.iterations > 1 && idle) || loop.iterations > 2_000_000) {
      this.announce({ type: 'hung', site: token.site });
      throw new Error('hung');
    }
    // Heads with nothing between them tell the controller nothing new.
    const last = this.#messages[this.#messages.length - 1];
    if (last?.type !== 'iteration' || last.loop !== loop.id) {
      this.#messages.push({ type: 'iteration', loop: loop.id, site: token.site, unchanged: same });
    }
    loop.effects = this.#effects;
    loop.steps = this.#steps;
    return false;
  };

  readonly iterateHere = (token: LoopToken): void => {
    const loop = token as LoopActivation;
    if (loop.iterations++ > LONGEST) this.#impossible('a loop');
  };

  readonly effect = (): void => {
    this.#effects++;
    if (this.offRecord || this.#messages[this.#messages.length - 1]?.type === 'effect') return;
    this.#messages.push({ type: 'effect' });
  };

  readonly at = (site: number): void => {
    this.#wordSite = site;
  };

  readonly enterPlain = (): void => {
    this.#plain++;
  };

  readonly leavePlain = (): void => {
    this.#plain--;
  };

  readonly lost = (): never => {
    throw new Error('a switch was asked for where none is possible');
  };

  // ---- words ----

  readonly word = (which: string, operand: string): boolean => {
    this.#steps++;
    this.site = this.#wordSite;
    this.announce({ type: 'word', word: which, operand, site: this.#wordSite });
    return false;
  };

  readonly performWord = (): void => {};

  readonly invoke = (op: string, args: unknown): number => {
    const call = this.#calls++;
    this.#messages.push({ type: 'invoke', call, op, args: (args as unknown[]).map((value) => toValue(value)) });
    return call;
  };

  readonly returned = (call: number, value: unknown): void => {
    this.#effects++;
    this.#messages.push({ type: 'returned', call, value: toValue(value) });
  };

  readonly threw = (call: number, error: string): void => {
    this.#messages.push({ type: 'threw', call, error });
  };

  readonly mark = (name: string, value: unknown): void => {
    this.#effects++;
    this.#messages.push({ type: 'mark', name, value: toValue(value) });
  };

  readonly fail = (message: string): void => {
    this.#messages.push({ type: 'fail', message, site: this.#wordSite });
  };

  readonly now = (): number => {
    this.effect();
    return this.#outside.now();
  };

  readonly random = (): number => {
    this.effect();
    return this.#outside.random();
  };

  readonly console = (): void => {};
}

function wroteIt(kind: number, result: unknown, expected: unknown): boolean {
  if (kind === StepKind.Read || kind === StepKind.Load || kind === StepKind.Notify || kind === StepKind.Wait)
    return false;
  return kind !== StepKind.CompareExchange || result === expected;
}

/** Operands as the built-in will read them, in a form that JSON carries. */
function plainValue(value: unknown): unknown {
  if (value === undefined || typeof value === 'bigint') return value;
  if (typeof value === 'number') return value;
  return Number(value);
}

/** For JSON, which makes null of an infinity: right for the timeout or count that means no limit, wrong for its opposite. */
function limited(value: unknown): unknown {
  return value === Number.NEGATIVE_INFINITY ? -Number.MAX_VALUE : value;
}

function carried(value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
