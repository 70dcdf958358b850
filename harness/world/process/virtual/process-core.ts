import type { LoopToken } from '../../../submission/runtime.js';
import { StepKind } from '../../../submission/runtime.js';
import { Outside } from '../../outside.js';
import type { Core, Realm } from '../../thread/core.js';
import { LoopActivation, unchanged } from '../../thread/loops.js';
import { ATOMICS_NAMES } from '../../thread/operation.js';
import { type Recorder, toValue } from '../../thread/recorder.js';
import { endedBy, EXITED } from '../early-end.js';
import { type CallName, restartable } from '../kernel.js';
import { bytes, text } from '../posix/bytes.js';
import { errnoException, errnoName } from '../posix/errno.js';
import { bufferOf, hostValue } from './host-value.js';
import { VirtualKernel } from './kernel/kernel.js';
import type { ProcessMachine } from './process-machine.js';
import { ProcessTask } from './process-task.js';
import { isUnnoticed } from './unnoticed.js';

/** Thrown where a step would have to wait although no switch is possible there. */
export class CannotSwitch extends Error {
  override name = 'CannotSwitch';
}

/** What the evaluated text of posix-source.ts gives. */
export interface PosixRealm {
  exports: Record<string, unknown>;
  allocate: (length: number) => ArrayBuffer;
  forget: () => void;
  died: (text: string) => never;
  start: (role: unknown, args: readonly unknown[]) => Generator<unknown, unknown, unknown>;
}

/** A process with its realm and the step that it has announced. */
export interface RunningProcess {
  task: ProcessTask;
  outside: Outside;
  realm: Realm;
  posix: PosixRealm;
  generator: Generator<unknown, unknown, unknown> | undefined;
  /** The role has returned or thrown: the status that the process ends with in its next step. */
  exiting: number | undefined;
  view: object | undefined;
  index: unknown;
  a: unknown;
  b: unknown;
}

/** One performed step, for a trace. */
export type Observer = (
  process: RunningProcess,
  kind: string,
  before: unknown,
  after: unknown,
  result: unknown,
) => void;

const SWITCH = { switch: true };
/** Iterations of a loop after which it gives way, so that a fair scheduler lets the others on. */
const PATIENCE = 24;
const LONGEST = 500_000;

/** The runtime of the virtual process world: carries steps to the machine and the kernel. */
export class ProcessCore implements Core {
  readonly SWITCH = SWITCH;
  /** Set by the runner before any student code runs; until then built-ins are set up, which makes no step. */
  running = { task: new ProcessTask(0), outside: new Outside(1, '') } as RunningProcess;
  kernel = new VirtualKernel();
  machine!: ProcessMachine;
  /** True while modules are loaded: there are no steps. */
  offRecord = false;
  plain = 0;
  failed = false;
  glued = false;
  cannotSwitch: string | undefined;
  observe: Observer | undefined;
  /** Set by the runner: a call has started a process. */
  spawned: () => void = () => undefined;
  /** Set by the runner: whether an `exit` at that site ends a role of the scenario that has not returned. */
  cutsShort: (role: string, site: number) => boolean = () => false;
  readonly used = new Set<string>();
  readonly #recorder: Recorder;
  #site = 0;
  #errno = 0;
  #value: unknown;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  reset(): void {
    this.plain = 0;
    this.failed = false;
    this.cannotSwitch = undefined;
    this.#site = 0;
  }

  get #alive(): boolean {
    return !this.offRecord && this.machine.alive(this.running.task);
  }

  /** Asks for the turn: true when another process has it, or this one is dead. */
  #asks(): boolean {
    if (this.plain > 0) {
      this.glued ||= !isUnnoticed(this.running.task);
      return false;
    }
    this.machine.pick();
    return this.machine.next !== this.running.task.id;
  }

  #stuck(what: string): CannotSwitch {
    this.cannotSwitch = `${what} would have to wait in a function that a built-in calls`;
    return new CannotSwitch(this.cannotSwitch);
  }

  // ---- calls: what posix-source.ts uses ----

  readonly site = (): number => this.#site;

  readonly announce = (name: CallName, args: unknown, site: number): boolean => {
    if (this.offRecord) throw this.#stuck(name);
    const { task } = this.running;
    const pending = { type: 'call' as const, name, args: hostValue(args) as unknown[] };
    task.pending = pending;
    task.process.announced = pending;
    this.machine.announced(task);
    task.site = site;
    return this.#asks();
  };

  readonly signalled = (): boolean => {
    const { noted, pending, blocked, status } = this.running.task.process;
    return status === undefined && (noted | (pending & ~blocked)) !== 0;
  };

  /** Makes the announced call: `waits` or `answered`. */
  readonly sys = (): 'waits' | 'answered' => {
    const { task } = this.running;
    const { pending } = task;
    if (pending.type !== 'call') throw new Error('no call has been announced');
    this.#recorder.flush(task.id);
    if (pending.name === 'exit' && this.cutsShort(task.role, task.site)) this.#uncaught(task, EXITED);
    const outcome = this.kernel.call(
      task.pid,
      pending.name,
      pending.args,
      this.plain > 0 ? undefined : this.machine.fault,
    );
    this.used.add(pending.name);
    if ('blocked' in outcome) {
      this.observe?.(this.running, `${pending.name} waits`, null, null, outcome.blocked.on);
      if (this.plain > 0) throw this.#stuck(pending.name);
      return 'waits';
    }
    if (pending.name === 'spawn') this.spawned();
    if (pending.name === 'mmap' && this.kernel.state.sharesMemory) this.machine.races.begin();
    task.effects += 1;
    this.#errno = 'errno' in outcome ? outcome.errno : 0;
    this.#value = 'done' in outcome ? outcome.done : undefined;
    this.observe?.(this.running, pending.name, null, null, this.#errno === 0 ? this.#value : errnoName(this.#errno));
    // A call that ended its own process never returns.
    return task.process.status === undefined ? 'answered' : 'waits';
  };

  #uncaught(task: ProcessTask, error: string): void {
    this.failed = true;
    this.#recorder.emit({ type: 'uncaught', task: task.id, error, site: task.site });
  }

  readonly again = (): boolean => this.#asks();
  readonly errno = (): number => this.#errno;
  readonly value = (): unknown => this.#value;
  readonly message = (failed: number, name: string): string => errnoException(failed, name).message;
  readonly code = (failed: number): string => errnoName(failed);
  readonly restartable = (name: CallName): boolean => restartable(name);
  readonly encode = (value: string): Uint8Array => bytes(value);
  readonly decode = (value: unknown): string => text(hostValue(value) as Uint8Array);
  readonly isMapping = (value: object): boolean =>
    this.kernel.find(this.running.task.pid)?.mappings.has(value as ArrayBuffer) === true;

  /** The next signal to handle: its number, negative where the interrupted call goes on; 0 for none. */
  readonly deliver = (): number => {
    const delivery = this.kernel.process(this.running.task.pid).deliver();
    if (delivery === undefined) return 0;
    this.running.task.effects += 1;
    this.observe?.(this.running, `handler of signal ${String(delivery.signal)}`, null, null, null);
    return delivery.restart ? -delivery.signal : delivery.signal;
  };

  readonly handled = (): void => {
    this.kernel.process(this.running.task.pid).handled();
  };

  // ---- shared memory ----

  readonly shared = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || !ArrayBuffer.isView(value)) return false;
    const process = this.kernel.find(this.running.task.pid);
    return process !== undefined && process.mappings.size > 0 && process.mappings.has(bufferOf(value));
  };

  readonly step = (kind: StepKind, site: number, view: unknown, index: unknown, a?: unknown, b?: unknown): boolean => {
    const process = this.running;
    Object.assign(process, { view, index, a, b });
    const { task } = process;
    const place = this.#place();
    task.site = site < 0 ? this.#site : site;
    const writes = kind !== StepKind.Read && kind !== StepKind.Load;
    const { kernel } = this;
    const fatal = place !== undefined && kernel.forbids(task.pid, place.buffer, place.at, place.length, writes) !== 0;
    const cell = place === undefined ? 0 : (place.at + kernel.fileOffset(task.pid, place.buffer)) >> 2;
    task.pending = { type: 'memory', kind, object: place?.object ?? 0, cell, writes, fatal };
    return place === undefined || this.offRecord ? false : this.#asks();
  };

  /** Where the announced access goes, undefined where there is no such element. */
  #place(): { buffer: ArrayBuffer; at: number; length: number; object: number } | undefined {
    const { view, index, task } = this.running;
    const array = view as Int32Array;
    const at = Number(index);
    if (!Number.isInteger(at) || at < 0 || at >= array.length) return undefined;
    const buffer = bufferOf(array);
    const length = array.BYTES_PER_ELEMENT;
    return { buffer, at: array.byteOffset + at * length, length, object: this.kernel.memoryObject(task.pid, buffer) };
  }

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
    const process = this.running;
    const { task } = process;
    if (task.pending.type !== 'memory') return undefined;
    const { kind, writes } = task.pending;
    const place = this.#place();
    if (place === undefined) return this.#raw(kind);
    this.#recorder.flush(task.id);
    const signal = this.kernel.access(task.pid, place.buffer, place.at, place.length, writes);
    if (signal !== 0) {
      this.#uncaught(task, endedBy(signal));
      return process.posix.died(endedBy(signal));
    }
    this.#watch(kind, place, task);
    const at = process.index as number;
    const view = process.view as Int32Array;
    const before = view[at];
    const result = this.#raw(kind);
    if (writes) this.kernel.stored(task.pid, place.buffer, place.at, place.length);
    if (before !== view[at]) task.effects += 1;
    this.used.add(
      kind <= StepKind.Write ? (StepKind[kind] ?? '').toLowerCase() : `Atomics.${ATOMICS_NAMES[kind] ?? ''}`,
    );
    this.observe?.(process, StepKind[kind] ?? '', before, view[at], result);
    return result;
  };

  /** An access to memory of a file, for the detector of races. */
  #watch(
    kind: StepKind,
    { buffer, at, length }: { buffer: ArrayBuffer; at: number; length: number },
    task: ProcessTask,
  ): void {
    const mapping = task.process.mappings.get(buffer);
    if (mapping?.inode === undefined) return;
    const onlyWrites = kind === StepKind.Write || kind === StepKind.Store;
    this.machine.races.access({
      task: task.id,
      site: task.site,
      inode: mapping.inode,
      at: mapping.offset + at,
      length,
      reads: !onlyWrites,
      writes: kind !== StepKind.Read && kind !== StepKind.Load,
      atomic: kind > StepKind.Write,
    });
  }

  /** Performs the step with the realm's own built-ins: errors are the language's own. */
  #raw(kind: StepKind): unknown {
    const { view, index, a, b, realm } = this.running;
    const array = view as Record<PropertyKey, unknown>;
    if (kind === StepKind.Read) return array[index as PropertyKey];
    if (kind === StepKind.Write) return (array[index as PropertyKey] = a);
    const name = ATOMICS_NAMES[kind];
    if (name === undefined) return undefined;
    const atomics = realm.globals['RealAtomics'] as Record<string, (...args: unknown[]) => unknown>;
    const operands = b === undefined ? (a === undefined ? [] : [a]) : [a, b];
    return atomics[name]?.(view, index, ...operands);
  }

  // ---- loops and effects ----

  readonly loop = (site: number): LoopToken => new LoopActivation(site);

  readonly iterate = (token: LoopToken, assigned: readonly unknown[] = []): boolean => {
    const loop = token as LoopActivation;
    unchanged(loop, assigned);
    const { task } = this.running;
    if (loop.iterations++ > LONGEST) throw this.#stuck('a loop that makes no step');
    if (task.steps !== loop.steps && ++loop.fruitless > PATIENCE) {
      task.givesWay = true;
      loop.fruitless = 0;
    }
    loop.steps = task.steps;
    return false;
  };

  readonly iterateHere = (token: LoopToken): void => {
    if ((token as LoopActivation).iterations++ > LONGEST) throw this.#stuck('a loop that makes no step');
  };

  readonly effect = (): void => {
    this.running.task.effects += 1;
  };
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

  // ---- words of the scenario ----

  readonly word = (which: string, operand: string): boolean => {
    const { task } = this.running;
    task.pending = { type: 'word', word: which, operand };
    task.site = this.#site;
    return this.offRecord ? false : this.#asks();
  };

  readonly performWord = (): void => {
    const { task } = this.running;
    const { pending } = task;
    if (!this.#alive || pending.type !== 'word') return;
    this.#recorder.flush(task.id);
    task.effects += 1;
    this.machine.word(task, pending.word, pending.operand);
    this.observe?.(this.running, `${pending.word} ${pending.operand}`, null, null, null);
  };

  readonly invoke = (op: string, args: unknown): number =>
    this.#recorder.invoke(
      this.running.task.id,
      op,
      (args as unknown[]).map((value) => toValue(value)),
    );

  readonly returned = (call: number, value: unknown): void => {
    if (!this.#alive) return;
    this.machine.operationEnds(this.running.task);
    this.#recorder.returned(this.running.task.id, call, toValue(value));
  };

  readonly threw = (call: number, error: string): void => {
    if (!this.#alive) return;
    this.machine.operationEnds(this.running.task);
    this.#recorder.threw(this.running.task.id, call, error);
  };

  readonly mark = (name: string, value: unknown): void => {
    if (this.#alive) this.#recorder.emit({ type: 'mark', task: this.running.task.id, name, value: toValue(value) });
  };

  readonly fail = (message: string): void => {
    if (!this.#alive) return;
    this.failed = true;
    this.#recorder.emit({ type: 'fail', task: this.running.task.id, message, site: this.#site });
  };

  readonly now = (): number => this.running.outside.now();

  readonly random = (): number => this.running.outside.random();

  readonly console = (): void => {
    // Output is nothing that a check looks at.
  };
}
