import { lock, unlock } from './mutex.js';

/** Whoever checks the balance after both operations compares it with what it would be after two withdrawals. */
const M = 0;
const BALANCE = 1;
const DEPOSITED = 2;
const WITHDRAWN = 3;
export const cells = 4;

const OPENING = 1;
const DEPOSIT = 2;
const WITHDRAWAL = 4;

export function init(memory: Int32Array): void {
  memory[BALANCE] = OPENING;
}

export function deposit(memory: Int32Array): void {
  lock(memory, M);
  memory[BALANCE] = (memory[BALANCE] as number) + DEPOSIT;
  memory[DEPOSITED] = 1;
  unlock(memory, M);
}

export function withdraw(memory: Int32Array): void {
  lock(memory, M);
  memory[BALANCE] = (memory[BALANCE] as number) - WITHDRAWAL;
  memory[WITHDRAWN] = 1;
  unlock(memory, M);
}

export function audit(memory: Int32Array): void {
  lock(memory, M);
  if (memory[DEPOSITED] === 1 && memory[WITHDRAWN] === 1 && memory[BALANCE] !== OPENING - DEPOSIT - WITHDRAWAL) {
    throw new Error('the balance is wrong');
  }
  unlock(memory, M);
}
