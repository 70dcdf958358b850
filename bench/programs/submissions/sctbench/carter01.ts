import { lock, unlock } from './mutex.js';

/** Two classes of users: the first of a class takes the resource while it holds the counters, which its holder needs to leave. */
const COUNTERS = 0;
const RESOURCE = 1;
const A = 2;
const B = 3;
export const cells = 4;

function enter(memory: Int32Array, mine: number): void {
  lock(memory, COUNTERS);
  const users = (memory[mine] as number) + 1;
  memory[mine] = users;
  if (users === 1) lock(memory, RESOURCE);
  unlock(memory, COUNTERS);
}

function leave(memory: Int32Array, mine: number): void {
  lock(memory, COUNTERS);
  const users = (memory[mine] as number) - 1;
  memory[mine] = users;
  if (users === 0) unlock(memory, RESOURCE);
  unlock(memory, COUNTERS);
}

export function classA(memory: Int32Array): void {
  enter(memory, A);
  leave(memory, A);
}

export function classB(memory: Int32Array): void {
  enter(memory, B);
  leave(memory, B);
}

export function bystander(): void {}
