import { lock, unlock } from './mutex.js';

/**
 * A deque whose owner pushes and pops at one end without a lock while others steal, one at a time, at the other. A thief
 * moves the head before it takes the element; a push must leave that element one place of grace, and this one does not.
 */
const LOCK = 0;
const HEAD = 1;
const TAIL = 2;
const MASK = 3;
/** Where the elements begin: growing moves them. */
const BASE = 4;
const ELEMENTS = 5;
const INITIAL_SIZE = 2;
const ROOM = 2 + 4 + 8;
const DONE = ELEMENTS + ROOM;
const ITEMS = 4;
const ATTEMPTS = 2;
export const cells = DONE + ITEMS;

export function init(memory: Int32Array): void {
  memory[MASK] = INITIAL_SIZE - 1;
  memory[BASE] = ELEMENTS;
}

function placeOf(memory: Int32Array, index: number): number {
  return (memory[BASE] as number) + (index & (memory[MASK] as number));
}

/** The item at the head, or -1. */
function steal(memory: Int32Array): number {
  let item = -1;
  lock(memory, LOCK);
  const head = Atomics.load(memory, HEAD);
  Atomics.store(memory, HEAD, head + 1);
  if (head < Atomics.load(memory, TAIL)) item = Atomics.load(memory, placeOf(memory, head));
  else Atomics.store(memory, HEAD, head);
  unlock(memory, LOCK);
  return item;
}

/** The item at the tail, or -1. */
function pop(memory: Int32Array): number {
  const tail = Atomics.load(memory, TAIL) - 1;
  Atomics.store(memory, TAIL, tail);
  if (Atomics.load(memory, HEAD) <= tail) return Atomics.load(memory, placeOf(memory, tail));
  Atomics.store(memory, TAIL, tail + 1);
  return popAlone(memory);
}

function popAlone(memory: Int32Array): number {
  let item = -1;
  lock(memory, LOCK);
  const tail = Atomics.load(memory, TAIL) - 1;
  Atomics.store(memory, TAIL, tail);
  if (Atomics.load(memory, HEAD) <= tail) item = Atomics.load(memory, placeOf(memory, tail));
  else Atomics.store(memory, TAIL, tail + 1);
  if (Atomics.load(memory, HEAD) > tail) {
    Atomics.store(memory, HEAD, 0);
    Atomics.store(memory, TAIL, 0);
    item = -1;
  }
  unlock(memory, LOCK);
  return item;
}

function push(memory: Int32Array, item: number): void {
  const tail = Atomics.load(memory, TAIL);
  // Here is the bug: the place just left by a thief counts as free.
  if (tail < Atomics.load(memory, HEAD) + (memory[MASK] as number) + 1) {
    Atomics.store(memory, placeOf(memory, tail), item);
    Atomics.store(memory, TAIL, tail + 1);
  } else {
    pushAlone(memory, item);
  }
}

function pushAlone(memory: Int32Array, item: number): void {
  lock(memory, LOCK);
  const mask = memory[MASK] as number;
  let head = Atomics.load(memory, HEAD);
  const count = Atomics.load(memory, TAIL) - head;
  head &= mask;
  Atomics.store(memory, HEAD, head);
  Atomics.store(memory, TAIL, head + count);
  if (count >= mask) grow(memory, head, count);
  const tail = Atomics.load(memory, TAIL);
  Atomics.store(memory, placeOf(memory, tail), item);
  Atomics.store(memory, TAIL, tail + 1);
  unlock(memory, LOCK);
}

function grow(memory: Int32Array, head: number, count: number): void {
  const size = (memory[MASK] as number) + 1;
  const base = (memory[BASE] as number) + size;
  if (base + 2 * size > DONE) throw new Error('there is no room to grow');
  for (let i = 0; i < count; i++) {
    Atomics.store(memory, base + i, Atomics.load(memory, placeOf(memory, head + i)));
  }
  memory[BASE] = base;
  memory[MASK] = 2 * size - 1;
  Atomics.store(memory, HEAD, 0);
  Atomics.store(memory, TAIL, count);
}

function work(memory: Int32Array, item: number): void {
  if (item >= 0) Atomics.add(memory, DONE + item, 1);
}

export function own(memory: Int32Array): void {
  for (let i = 0; i < ITEMS; i += 2) {
    push(memory, i);
    push(memory, i + 1);
    work(memory, pop(memory));
  }
  for (let i = 0; i < ITEMS; i += 2) work(memory, pop(memory));
}

export function thief(memory: Int32Array): void {
  for (let i = 0; i < ATTEMPTS; i++) work(memory, steal(memory));
}

/** Every item is worked on once. Nothing is left over, for the owner pops until all are gone. */
export function verify(memory: Int32Array): void {
  for (let i = 0; i < ITEMS; i++) {
    if (memory[DONE + i] !== 1) throw new Error(`item ${i} was worked on ${memory[DONE + i]} times`);
  }
}
