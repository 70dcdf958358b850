import { lock, unlock } from './mutex.js';

/** Producer and consumer take turns by flags, but each spends one of its rounds whether it was its turn or not. */
const M = 0;
const MAY_PUT = 1;
const MAY_TAKE = 2;
const HEAD = 3;
const TAIL = 4;
const AMOUNT = 5;
const SIZE = 20;
const ELEMENTS = 6;
const EXPECTED = ELEMENTS + SIZE + 1;
export const cells = EXPECTED + SIZE;

export function init(memory: Int32Array): void {
  memory[MAY_PUT] = 1;
}

function put(memory: Int32Array, value: number): void {
  const tail = memory[TAIL] as number;
  memory[ELEMENTS + tail] = value;
  memory[AMOUNT] = (memory[AMOUNT] as number) + 1;
  memory[TAIL] = tail === SIZE ? 1 : tail + 1;
}

function take(memory: Int32Array): number {
  const head = memory[HEAD] as number;
  const value = memory[ELEMENTS + head] as number;
  memory[AMOUNT] = (memory[AMOUNT] as number) - 1;
  memory[HEAD] = head === SIZE ? 1 : head + 1;
  return value;
}

export function produce(memory: Int32Array): void {
  let value = 0;
  lock(memory, M);
  put(memory, value);
  memory[EXPECTED] = value;
  unlock(memory, M);
  for (let round = 1; round < SIZE; round++) {
    lock(memory, M);
    if (memory[MAY_PUT] === 1) {
      value++;
      put(memory, value);
      memory[EXPECTED + round] = value;
      memory[MAY_PUT] = 0;
      memory[MAY_TAKE] = 1;
    }
    unlock(memory, M);
  }
}

export function consume(memory: Int32Array): void {
  for (let round = 0; round < SIZE; round++) {
    lock(memory, M);
    if (memory[MAY_TAKE] === 1) {
      if (take(memory) !== memory[EXPECTED + round]) throw new Error('took what was not put in this round');
      memory[MAY_TAKE] = 0;
      memory[MAY_PUT] = 1;
    }
    unlock(memory, M);
  }
}
