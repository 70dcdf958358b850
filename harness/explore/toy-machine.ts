import { StateHash } from './state-hash.js';
import { ToyChoices } from './toy-choices.js';
import { REGISTERS, type Instruction, type ToyProgram } from './toy-program.js';
import type { ExecutionSummary, Runner, Schedule, Strategy } from './strategy.js';

/** What a task stands at. */
const READY = 0;
const ASLEEP = 1;
const NOTIFIED = 2;
const PARKED = 3;
const ENDED = 4;

/** Runs toy programs: what a world's machine does, with nothing allocated for a step. For tests of strategies only. */
export class ToyMachine implements Runner {
  readonly memory: Int32Array;
  readonly registers: Int32Array;
  readonly state: Int32Array;
  private readonly code: readonly (readonly Instruction[])[];
  private readonly choices: ToyChoices;
  private readonly holders: Int32Array;
  private readonly counters: Int32Array;
  /** For each object how often it was written, and for each task what it saw of that in its iteration; -1: nothing. */
  private readonly versions: Int32Array;
  private readonly seen: Int32Array;
  private readonly iteration: Int32Array;
  private readonly ticket: Int32Array;
  private tickets = 0;
  private readonly taken: number[] = [];
  private length = 0;
  private readonly objects: number;
  /** Whether some task waits for what becomes of another; then the end of a task touches an object, from this one on. */
  private readonly watched: boolean;
  private readonly firstTask: number;
  private readonly cells: number;
  private readonly written: { cells: Int32Array; length: number };
  private readonly read: { cells: Int32Array; length: number };

  constructor(
    program: ToyProgram,
    private readonly maxSteps = 1000,
    tellsState = true,
  ) {
    const tasks = program.tasks.length;
    this.code = program.tasks;
    this.cells = program.cells;
    this.watched = program.tasks.some((task) => task.some(({ op }) => op === 'join' || op === 'asleep'));
    this.firstTask = 2 * program.cells + program.locks;
    this.objects = this.firstTask + tasks;
    this.memory = new Int32Array(program.cells);
    this.registers = new Int32Array(tasks * REGISTERS);
    this.state = new Int32Array(tasks);
    this.holders = new Int32Array(program.locks);
    this.counters = new Int32Array(tasks);
    this.versions = new Int32Array(this.objects);
    this.seen = new Int32Array(tasks * this.objects);
    this.iteration = new Int32Array(tasks);
    this.ticket = new Int32Array(tasks);
    this.written = { cells: new Int32Array(program.cells + 4), length: 0 };
    this.read = { cells: new Int32Array(this.objects + 1), length: 0 };
    const hash = new StateHash();
    this.choices = new ToyChoices(
      tasks,
      (task, variant, into) => this.superset(task, variant, into),
      tellsState ? () => this.hashed(hash) : undefined,
    );
  }

  schedule(): Schedule {
    return this.taken.slice(0, this.length);
  }

  run(strategy: Strategy): ExecutionSummary {
    this.reset();
    let status: ExecutionSummary['status'] | undefined;
    while (status === undefined) status = this.step(strategy);
    const summary: ExecutionSummary = { status, steps: this.length, failed: false };
    strategy.end(summary);
    return summary;
  }

  /** Memory, registers and what each task stands at: two executions with the same text ended alike. */
  outcome(): string {
    return `${this.memory.join()}|${this.registers.join()}|${this.state.map((s) => (s === ENDED ? 1 : 0)).join()}`;
  }

  /** As the worlds tell it, without what a task keeps in its registers. */
  private hashed(hash: StateHash): number {
    hash.clear();
    for (const numbers of [this.memory, this.holders, this.counters, this.state]) {
      for (const number of numbers) hash.add(number);
    }
    return hash.value;
  }

  private step(strategy: Strategy): ExecutionSummary['status'] | undefined {
    const { choices } = this;
    this.offer();
    if (choices.count === 0) return this.finish(strategy);
    if (this.length >= this.maxSteps) return 'endless';
    choices.depth = this.length;
    choices.rate();
    const option = strategy.choose(choices);
    if (option < 0) return 'cut';
    if (option >= choices.count) throw new Error(`${strategy.name} chose option ${option} of ${choices.count}`);
    // The option was just checked against the count.
    const task = choices.actors[option] as number;
    const variant = choices.variants[option] as number;
    this.taken[this.length] = task * 16 + variant;
    this.length += 1;
    choices.current = task;
    this.perform(task, variant);
    const failed = this.settle(task);
    if (this.watched && this.state[task] === ENDED) this.touch(this.written, this.firstTask + task, true);
    strategy.executed?.(task, variant, this.written);
    if (failed) this.park(task, strategy);
    return undefined;
  }

  private reset(): void {
    this.memory.fill(0);
    this.registers.fill(0);
    this.state.fill(READY);
    this.holders.fill(-1);
    this.counters.fill(0);
    this.versions.fill(0);
    this.seen.fill(-1);
    this.iteration.fill(0);
    this.length = 0;
    this.tickets = 0;
    this.choices.current = -1;
    for (let task = 0; task < this.code.length; task += 1) this.settle(task);
  }

  private at(task: number): Instruction | undefined {
    return this.code[task]?.[this.counters[task] as number];
  }

  private offer(): void {
    const { choices } = this;
    choices.count = 0;
    for (let task = 0; task < this.code.length; task += 1) {
      const state = this.state[task];
      if (state === PARKED || state === ENDED) continue;
      const instruction = this.at(task) as Instruction; // A task that has not ended stands at an instruction.
      if (state === ASLEEP || state === NOTIFIED) {
        if (state === NOTIFIED) choices.add(task, 0);
        if (instruction.op === 'wait' && instruction.timeout) choices.add(task, 1);
      } else if (instruction.op === 'choose') {
        for (let variant = 0; variant < instruction.outcomes; variant += 1) choices.add(task, variant);
      } else if (this.possible(instruction)) {
        choices.add(task, 0);
      }
    }
  }

  private possible(instruction: Instruction): boolean {
    switch (instruction.op) {
      case 'lock':
        return this.holders[instruction.lock] === -1;
      case 'join':
        return this.state[instruction.task] === ENDED;
      case 'asleep':
        return (
          this.state[instruction.task] === ENDED ||
          this.state[instruction.task] === ASLEEP ||
          this.state[instruction.task] === NOTIFIED
        );
      default:
        return true;
    }
  }

  private finish(strategy: Strategy): ExecutionSummary['status'] {
    let stuck = false;
    for (let task = 0; task < this.code.length; task += 1) {
      if (this.state[task] === ENDED) continue;
      stuck = true;
      const instruction = this.at(task);
      if (this.state[task] !== READY || (instruction?.op !== 'lock' && instruction?.op !== 'asleep')) continue;
      this.announce(task, 0, this.read);
      strategy.awaited?.(task, 0, this.read);
    }
    return stuck ? 'stuck' : 'done';
  }

  /** The superset of what the task's pending step touches. */
  private announce(task: number, variant: number, into: { cells: Int32Array; length: number }): void {
    into.length = 0;
    const instruction = this.at(task) as Instruction; // Only options are asked for, and they stand at an instruction.
    const sleeping = this.state[task] !== READY;
    switch (instruction.op) {
      case 'load':
        this.touch(into, instruction.cell, false);
        break;
      case 'store':
      case 'storeFrom':
      case 'add':
      case 'cas':
        this.touch(into, instruction.cell, true);
        break;
      case 'lock':
      case 'unlock':
        this.touch(into, 2 * this.cells + instruction.lock, true);
        break;
      case 'wait':
        if (!sleeping) this.touch(into, instruction.cell, false);
        this.touch(into, this.cells + instruction.cell, true);
        break;
      case 'notify':
        this.touch(into, this.cells + instruction.cell, true);
        break;
      case 'asleep':
        for (let cell = 0; cell < this.cells; cell += 1) this.touch(into, this.cells + cell, false);
        this.touch(into, this.firstTask + instruction.task, false);
        break;
      case 'join':
        this.touch(into, this.firstTask + instruction.task, false);
        break;
      default:
        if (instruction.op !== 'choose') throw new Error(`${instruction.op} is no step (variant ${variant})`);
    }
  }

  /** As announced: any step may turn out to be the last of its task. */
  private superset(task: number, variant: number, into: { cells: Int32Array; length: number }): void {
    this.announce(task, variant, into);
    if (this.watched) this.touch(into, this.firstTask + task, true);
  }

  private touch(into: { cells: Int32Array; length: number }, object: number, writes: boolean): void {
    into.cells[into.length] = object * 2 + (writes ? 1 : 0);
    into.length += 1;
  }

  private perform(task: number, variant: number): void {
    const instruction = this.at(task) as Instruction; // As in `announce`.
    const asleep = this.state[task] !== READY;
    this.announce(task, variant, this.written);
    this.counters[task] = (this.counters[task] as number) + 1;
    const base = task * REGISTERS;
    switch (instruction.op) {
      case 'load':
        this.registers[base + instruction.into] = this.memory[instruction.cell] as number;
        break;
      case 'store':
        this.memory[instruction.cell] = instruction.value;
        break;
      case 'storeFrom':
        this.memory[instruction.cell] = (this.registers[base + instruction.from] as number) + instruction.plus;
        break;
      case 'add':
        this.registers[base + instruction.into] = this.memory[instruction.cell] as number;
        this.memory[instruction.cell] = (this.memory[instruction.cell] as number) + instruction.value;
        break;
      case 'cas':
        this.compareExchange(base + instruction.into, instruction.cell, instruction.expected, instruction.value);
        break;
      case 'lock':
        this.holders[instruction.lock] = task;
        break;
      case 'unlock':
        this.holders[instruction.lock] = -1;
        break;
      case 'wait':
        this.wait(task, variant, asleep, instruction.into, instruction.cell, instruction.value);
        break;
      case 'notify':
        this.notify(instruction.cell, instruction.count);
        break;
      case 'choose':
        this.registers[base + instruction.into] = variant;
        break;
      case 'join':
      case 'asleep':
        break;
      default:
        throw new Error(`${instruction.op} is no step`);
    }
    this.publish(task);
  }

  private compareExchange(register: number, cell: number, expected: number, value: number): void {
    const success = this.memory[cell] === expected;
    this.registers[register] = success ? 1 : 0;
    if (success) this.memory[cell] = value;
    else this.written.cells[0] = cell * 2;
  }

  private wait(task: number, variant: number, asleep: boolean, into: number, cell: number, value: number): void {
    if (asleep) {
      this.state[task] = READY;
      this.registers[task * REGISTERS + into] = variant === 1 ? 2 : 1;
    } else if (this.memory[cell] === value) {
      this.state[task] = ASLEEP;
      this.ticket[task] = this.tickets;
      this.tickets += 1;
      this.counters[task] = (this.counters[task] as number) - 1;
    } else {
      this.registers[task * REGISTERS + into] = 0;
      this.written.length = 1;
    }
  }

  private notify(cell: number, count: number): void {
    for (let woken = 0; woken < count; woken += 1) {
      let first = -1;
      for (let task = 0; task < this.code.length; task += 1) {
        if (this.state[task] !== ASLEEP) continue;
        const instruction = this.at(task);
        if (instruction?.op !== 'wait' || instruction.cell !== cell) continue;
        if (first < 0 || (this.ticket[task] as number) < (this.ticket[first] as number)) first = task;
      }
      if (first < 0) return;
      this.state[first] = NOTIFIED;
    }
  }

  /** Counts the writes of a step, wakes who was parked on them, and notes what its own task has seen. */
  private publish(task: number): void {
    this.iteration[task] = (this.iteration[task] as number) + 1;
    for (let i = 0; i < this.written.length; i += 1) {
      const cell = this.written.cells[i] as number;
      const object = cell >> 1;
      if ((cell & 1) === 1) {
        this.versions[object] = (this.versions[object] as number) + 1;
        for (let other = 0; other < this.code.length; other += 1) {
          if (this.state[other] !== PARKED) continue;
          if ((this.seen[other * this.objects + object] as number) < 0) continue;
          this.state[other] = READY;
          this.begin(other);
        }
      }
      const slot = task * this.objects + object;
      if (this.seen[slot] === -1) this.seen[slot] = this.versions[object] as number;
    }
  }

  private begin(task: number): void {
    this.iteration[task] = 0;
    this.seen.fill(-1, task * this.objects, (task + 1) * this.objects);
  }

  /** Runs what is no step until the task stands at a step or has ended. True: an await failed. */
  private settle(task: number): boolean {
    if (this.state[task] !== READY) return false;
    const base = task * REGISTERS;
    for (;;) {
      const instruction = this.at(task);
      if (instruction === undefined) {
        this.state[task] = ENDED;
        return false;
      }
      let next = (this.counters[task] as number) + 1;
      switch (instruction.op) {
        case 'set':
          this.registers[base + instruction.into] = instruction.value;
          break;
        case 'jump':
          next = instruction.to;
          break;
        case 'jumpIf':
          if (this.registers[base + instruction.register] === instruction.equals) next = instruction.to;
          break;
        case 'jumpUnless':
          if (this.registers[base + instruction.register] !== instruction.equals) next = instruction.to;
          break;
        case 'jumpUnlessSame':
          if (this.registers[base + instruction.left] !== this.registers[base + instruction.right])
            next = instruction.to;
          break;
        case 'iterate':
          this.begin(task);
          break;
        case 'again':
          this.counters[task] = instruction.to + 1;
          return true;
        default:
          return false;
      }
      this.counters[task] = next;
    }
  }

  /** The iteration failed: reports it, and parks the task unless what it read has changed in the meantime. */
  private park(task: number, strategy: Strategy): void {
    this.read.length = 0;
    let stale = false;
    for (let object = 0; object < this.objects; object += 1) {
      const version = this.seen[task * this.objects + object] as number;
      if (version < 0) continue;
      this.touch(this.read, object, false);
      if (version !== this.versions[object]) stale = true;
    }
    strategy.awaited?.(task, this.iteration[task] as number, this.read);
    if (stale) this.begin(task);
    else this.state[task] = PARKED;
  }
}
