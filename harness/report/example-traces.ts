/** Traces of classical mistakes, for the tests of pictures and classes. */
import type { Site } from '../submission/program.js';
import type { TraceStep } from './trace.js';

export const sites: Site[] = [
  { file: 'mutex.ts', line: 12, column: 12, text: 'Atomics.load(this.memory, 0)', within: 'acquire' },
  { file: 'mutex.ts', line: 13, column: 7, text: 'Atomics.wait(this.memory, 1, 0)', within: 'acquire' },
  { file: 'mutex.ts', line: 15, column: 5, text: 'Atomics.store(this.memory, 0, 1)', within: 'acquire' },
  { file: 'mutex.ts', line: 20, column: 5, text: 'Atomics.store(this.memory, 0, 0)', within: 'release' },
  { file: 'mutex.ts', line: 21, column: 5, text: 'Atomics.notify(this.memory, 0, 1)', within: 'release' },
  { file: 'scenarios.ts', line: 8, column: 3, text: "enter('critical section')" },
  {
    file: 'mutex.ts',
    line: 30,
    column: 9,
    text: 'Atomics.compareExchange(this.memory, 0, 0, 1) === 0',
    within: 'tryAcquire',
  },
  { file: '锁.ts', line: 3, column: 1, text: 'Atomics.store(这把锁的共享内存, 零号单元, 表示已经被占用的值)' },
];

const nothing = { cell: null, before: null, after: null, result: null };

/** A step that goes on; `more` says what is different. */
export function step(task: number, site: number, kind: string, more: Partial<TraceStep> = {}): TraceStep {
  return { task, site, kind, ...nothing, switch: 'none', ...more };
}

export function load(task: number, value: number, more: Partial<TraceStep> = {}): TraceStep {
  return step(task, 0, 'Load', { cell: 'memory[0]', before: value, after: value, result: value, ...more });
}

export function store(task: number, before: number, after: number, more: Partial<TraceStep> = {}): TraceStep {
  return step(task, after === 0 ? 3 : 2, 'Store', { cell: 'memory[0]', before, after, result: after, ...more });
}

export function swap(task: number, before: number, after: number, more: Partial<TraceStep> = {}): TraceStep {
  return step(task, 6, 'CompareExchange', { cell: 'memory[0]', before, after, result: before, ...more });
}

export function wait(
  task: number,
  kind: 'sleeps' | 'wakes' | 'wakes late' | 'times out' | 'wait',
  more: Partial<TraceStep> = {},
): TraceStep {
  return step(task, 1, kind, { cell: 'memory[0]', before: 1, after: 1, ...more });
}

export function notify(task: number, woken: number, more: Partial<TraceStep> = {}): TraceStep {
  return step(task, 4, 'notify', { cell: 'memory[0]', before: 0, after: 0, result: woken, ...more });
}

export function enters(task: number, more: Partial<TraceStep> = {}): TraceStep {
  return step(task, 5, 'enter critical section', more);
}

/** Both see 0, both store 1, both are inside. */
export const checkThenAct: TraceStep[] = [
  load(0, 0),
  load(1, 0, { switch: 'preemption' }),
  store(1, 0, 1),
  enters(1),
  store(0, 1, 1, { switch: 'preemption' }),
  enters(0),
];

/** A release comes between the look and the sleep. */
export const lostWakeup: TraceStep[] = [
  swap(1, 0, 1),
  load(0, 1, { switch: 'preemption' }),
  store(1, 1, 0, { switch: 'preemption' }),
  notify(1, 0),
  wait(0, 'sleeps', { switch: 'blocked', cell: 'memory[1]', before: 0, after: 0 }),
];

/** A task spins while another holds the lock. */
export const spinning: TraceStep[] = [
  swap(0, 0, 1),
  swap(1, 1, 1, { switch: 'preemption' }),
  swap(1, 1, 1),
  swap(1, 1, 1),
  store(0, 1, 0, { switch: 'preemption' }),
  swap(1, 0, 1, { switch: 'blocked' }),
];
