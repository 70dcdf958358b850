import { StepKind } from '../../../submission/runtime.js';
import type { LoopToken } from '../../../submission/runtime.js';
import type { Outside } from '../../outside.js';
import type { Core, Realm } from '../../thread/core.js';
import { LoopActivation } from '../../thread/loops.js';
import { ATOMICS_NAMES } from '../../thread/operation.js';
import { toValue } from '../../thread/recorder.js';
import { EXITED } from '../early-end.js';
import { type CallName, restartable } from '../kernel.js';
import { isMapping } from '../linux/ipc-calls.js';
import type { LinuxProcess } from '../linux/linux-process.js';
import { bytes, text } from '../posix/bytes.js';
import { errnoException, errnoName } from '../posix/errno.js';
import { bufferOf, hostValue } from '../virtual/host-value.js';
import type { Limits } from '../virtual/kernel/state.js';
import type { ControlLine } from './control-line.js';
import type { Names } from './names.js';
import type { Go } from './protocol.js';
import { makeSmall } from './small-objects.js';
import type { Calls } from './try-call.js';
import type { Turns } from './turns.js';

/** The runtime of a real process: makes every step on the real kernel, when it is its turn. */
export class RoleCore implements Core {
  readonly SWITCH = {};
  realm!: Realm;
  /** Prototype of the context's own ArrayBuffer, for the buffers of mappings. */
  bufferPrototype!: object;
  offRecord = true;
  plain = 0;
  /** Whether an `exit` at that site ends a role of the scenario that has not returned. */
  cutsShort: (site: number) => boolean = () => false;
  /** Of the scenario. */
  limits: Partial<Limits> = {};
  readonly #process: LinuxProcess;
  readonly #line: ControlLine;
  readonly #names: Names;
  readonly #kernel: Calls;
  readonly #turns: Turns;
  #go: Go = { fault: null };
  #site = 0;
  #stepSite = 0;
  #name: CallName = 'getpid';
  #args: readonly unknown[] = [];
  #errno = 0;
  #value: unknown;
  #memory: { kind: StepKind; view: object; index: unknown; a: unknown; b: unknown } | undefined;
  #word = { which: '', operand: '' };
  #calls = 0;
  readonly #outside: Outside;

  constructor(
    process: LinuxProcess,
    { line, turns, calls }: { line: ControlLine; turns: Turns; calls: Calls },
    names: Names,
    outside: Outside,
  ) {
    this.#outside = outside;
    this.#process = process;
    this.#line = line;
    this.#names = names;
    this.#kernel = calls;
    this.#turns = turns;
  }

  get stepSite(): number {
    return this.#stepSite;
  }

  /** Waits for the turn. False always: this process goes on when it has it. */
  #ask(step: string, site: number, operand?: string): false {
    this.#stepSite = site;
    if (this.offRecord || this.plain > 0) return false;
    this.#go = this.#turns.before(step, site, operand);
    return false;
  }

  /** The role has returned or thrown: its process may end. */
  end(): void {
    this.plain = 0;
    this.#ask('exit', this.#stepSite);
  }

  // ---- calls ----

  readonly site = (): number => this.#site;
  readonly announce = (name: CallName, args: unknown, site: number): boolean => {
    this.#name = name;
    this.#args = hostValue(args) as unknown[];
    return this.#ask(name, site);
  };
  readonly signalled = (): boolean => this.#process.signalled;

  readonly sys = (): 'waits' | 'answered' => {
    if (this.#name === 'exit' && this.cutsShort(this.#stepSite))
      this.#line.send({ type: 'uncaught', error: EXITED, site: this.#stepSite });
    const attempt = this.#kernel.try(this.#name, this.#names.real(this.#name, this.#args), this.#go.fault);
    if (attempt === 'waits') {
      if (this.plain > 0) this.#line.send({ type: 'cannot', reason: `${this.#name} would have to wait here` });
      this.#go = this.#turns.again();
      return 'waits';
    }
    makeSmall(this.#process, this.limits, this.#name, attempt);
    this.#errno = 'errno' in attempt ? attempt.errno : 0;
    this.#value = 'done' in attempt ? this.#names.virtual(attempt.done) : undefined;
    if (this.#name === 'spawn' && this.#errno === 0) this.#line.send({ type: 'spawned', pid: this.#value as number });
    if (this.#name === 'msgget' && this.#errno === 0) this.#line.send({ type: 'queue', id: this.#value as number });
    if (this.#name === 'mmap' && this.#errno === 0) Object.setPrototypeOf(this.#value, this.bufferPrototype);
    return 'answered';
  };

  readonly again = (): boolean => false;
  readonly errno = (): number => this.#errno;
  readonly value = (): unknown => this.#value;
  readonly message = (failed: number, name: string): string => errnoException(failed, name).message;
  readonly code = (failed: number): string => errnoName(failed);
  readonly restartable = (name: CallName): boolean => restartable(name);
  readonly encode = (value: string): Uint8Array => bytes(value);
  readonly decode = (value: unknown): string => text(hostValue(value) as Uint8Array);
  readonly isMapping = (value: object): boolean => isMapping(value as ArrayBuffer);
  readonly deliver = (): number => {
    const delivery = this.#process.deliver();
    if (delivery === undefined) return 0;
    return delivery.restart ? -delivery.signal : delivery.signal;
  };
  readonly handled = (): void => {
    this.#process.handled();
  };

  // ---- shared memory ----

  readonly shared = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && ArrayBuffer.isView(value) && isMapping(bufferOf(value));
  readonly step = (kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean => {
    this.#memory = { kind, view: view as object, index, a, b };
    const at = Number(index);
    const inside = Number.isInteger(at) && at >= 0 && at < (view as Int32Array).length;
    return inside ? this.#ask('memory', site < 0 ? this.#site : site) : false;
  };
  readonly stepHere = (
    kind: StepKind,
    site: number,
    view: unknown,
    index: unknown,
    a?: unknown,
    b?: unknown,
  ): unknown => {
    this.plain += 1;
    try {
      this.step(kind, site, view, index, a, b);
      return this.perform();
    } finally {
      this.plain -= 1;
    }
  };
  readonly perform = (): unknown => {
    if (this.#memory === undefined) return undefined;
    const { kind, view, index, a, b } = this.#memory;
    const array = view as Record<PropertyKey, unknown>;
    if (kind === StepKind.Read) return array[index as PropertyKey];
    if (kind === StepKind.Write) return (array[index as PropertyKey] = a);
    const name = ATOMICS_NAMES[kind];
    const atomics = this.realm.globals['RealAtomics'] as Record<string, (...args: unknown[]) => unknown>;
    const operands = b === undefined ? (a === undefined ? [] : [a]) : [a, b];
    return name === undefined ? undefined : atomics[name]?.(view, index, ...operands);
  };

  // ---- loops ----

  readonly loop = (site: number): LoopToken => new LoopActivation(site);
  readonly iterate = (): boolean => false;
  readonly iterateHere = (): void => undefined;
  readonly effect = (): void => undefined;
  readonly at = (site: number): void => {
    this.#site = site;
  };
  readonly enterPlain = (): void => {
    this.plain += 1;
  };
  readonly leavePlain = (): void => {
    this.plain -= 1;
  };
  readonly lost = (): never => {
    throw new Error('a switch was asked for where none is possible');
  };

  // ---- words ----

  readonly word = (which: string, operand: string): boolean => {
    this.#word = { which, operand };
    return this.#ask(which, this.#site, operand);
  };
  readonly performWord = (): void => {
    this.#line.send({ type: 'performed', word: this.#word.which, operand: this.#word.operand });
  };
  readonly invoke = (op: string, args: unknown): number => {
    const call = this.#calls++;
    this.#line.send({ type: 'invoke', op, call, args: (args as unknown[]).map((value) => toValue(value)) });
    return call;
  };
  readonly returned = (call: number, value: unknown): void => {
    this.#line.send({ type: 'return', call, value: toValue(value) });
  };
  readonly threw = (call: number, error: string): void => {
    this.#line.send({ type: 'throw', call, error });
  };
  readonly mark = (name: string, value: unknown): void => {
    this.#line.send({ type: 'mark', name, value: toValue(value) });
  };
  readonly fail = (message: string): void => {
    this.#line.send({ type: 'fail', message, site: this.#site });
  };
  readonly now = (): number => this.#outside.now();
  readonly random = (): number => this.#outside.random();
  readonly console = (): void => undefined;
}
