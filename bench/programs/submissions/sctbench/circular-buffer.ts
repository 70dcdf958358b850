import { lock, unlock } from './mutex.js';

/** Sender and receiver take turns by flags, but each spends one of its rounds whether it was its turn or not. */
const M = 0;
const MAY_SEND = 1;
const MAY_RECEIVE = 2;
const FIRST = 3;
const NEXT = 4;
const BUFFER = 5;
const SIZE = 10;
const ROUNDS = 7;
export const cells = BUFFER + SIZE;

export function init(memory: Int32Array): void {
  memory[MAY_SEND] = 1;
}

function insert(memory: Int32Array, value: number): void {
  const next = memory[NEXT] as number;
  memory[BUFFER + next] = value;
  memory[NEXT] = (next + 1) % SIZE;
}

function remove(memory: Int32Array): number {
  const first = memory[FIRST] as number;
  if (memory[NEXT] === 0 || first >= SIZE) return -1;
  memory[FIRST] = first + 1;
  return memory[BUFFER + first] as number;
}

export function send(memory: Int32Array): void {
  for (let round = 0; round < ROUNDS; round++) {
    lock(memory, M);
    if (memory[MAY_SEND] === 1) {
      insert(memory, round);
      memory[MAY_SEND] = 0;
      memory[MAY_RECEIVE] = 1;
    }
    unlock(memory, M);
  }
}

export function receive(memory: Int32Array): void {
  for (let round = 0; round < ROUNDS; round++) {
    lock(memory, M);
    if (memory[MAY_RECEIVE] === 1) {
      if (remove(memory) !== round) throw new Error('received what was not sent in this round');
      memory[MAY_RECEIVE] = 0;
      memory[MAY_SEND] = 1;
    }
    unlock(memory, M);
  }
}
