import { lock, unlock } from './mutex.js';

/** Appending another buffer asks for its length and then for its characters: between the two it can be erased. */
const LOCK = 0;
const COUNT = 1;
const CHARACTERS = 2;
const ROOM = 10;
const SOURCE = 0;
const TARGET = CHARACTERS + ROOM;
const TEXT = 3;
export const cells = 2 * TARGET;

export function init(memory: Int32Array): void {
  memory[SOURCE + COUNT] = TEXT;
  for (let i = 0; i < TEXT; i++) memory[SOURCE + CHARACTERS + i] = 97 + i;
}

function length(memory: Int32Array, buffer: number): number {
  lock(memory, buffer + LOCK);
  const count = memory[buffer + COUNT] as number;
  unlock(memory, buffer + LOCK);
  return count;
}

function copyInto(memory: Int32Array, from: number, count: number, to: number): void {
  lock(memory, from + LOCK);
  if (count > (memory[from + COUNT] as number)) throw new Error('beyond the end');
  for (let i = 0; i < count; i++) memory[to + i] = memory[from + CHARACTERS + i] as number;
  unlock(memory, from + LOCK);
}

export function appendBuffer(memory: Int32Array): void {
  lock(memory, TARGET + LOCK);
  const more = length(memory, SOURCE);
  const count = memory[TARGET + COUNT] as number;
  copyInto(memory, SOURCE, more, TARGET + CHARACTERS + count);
  memory[TARGET + COUNT] = count + more;
  unlock(memory, TARGET + LOCK);
}

function erase(memory: Int32Array, buffer: number): void {
  lock(memory, buffer + LOCK);
  const count = memory[buffer + COUNT] as number;
  if (count > 0) memory[buffer + COUNT] = 0;
  unlock(memory, buffer + LOCK);
}

export function rewrite(memory: Int32Array): void {
  erase(memory, SOURCE);
  lock(memory, SOURCE + LOCK);
  const count = memory[SOURCE + COUNT] as number;
  for (let i = 0; i < TEXT; i++) memory[SOURCE + CHARACTERS + count + i] = 97 + i;
  memory[SOURCE + COUNT] = count + TEXT;
  unlock(memory, SOURCE + LOCK);
}
