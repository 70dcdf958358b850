import { signal, wait } from './condition.js';
import { lock, unlock } from './mutex.js';

/**
 * Quicksort by a pool of two workers. Whoever partitions hands the left part to an idle worker, but says "work" before it
 * takes the lock under which that worker looks: one that looks in between sorts what it was given before, or nothing.
 */
const ALLOCATION = 0;
const IDLE_WORKERS = 1;
const WORKERS = 2;
/** Of each worker: its lock, its signals, its state, where its part begins, and how many elements it has. */
const LOCK = 0;
const SIGNALS = 1;
const STATE = 2;
const FROM = 3;
const COUNT = 4;
const WORKER = 5;
const POOL = 2;
const ARRAY = POOL + WORKERS * WORKER;
const ELEMENTS = 12;
export const cells = ARRAY + ELEMENTS;

const IDLE = 0;
const WORK = 1;
const TERMINATE = 2;
/** Parts of at most so many are not handed on. */
const SMALL = 3;
/** Parts of less are sorted by insertion. */
const TINY = 7;

export function init(memory: Int32Array): void {
  memory[IDLE_WORKERS] = WORKERS;
  for (let i = 0; i < ELEMENTS; i++) memory[ARRAY + i] = (i * 7 + 5) % ELEMENTS;
}

function at(memory: Int32Array, place: number): number {
  return memory[place] as number;
}

function swap(memory: Int32Array, left: number, right: number): void {
  const value = at(memory, left);
  memory[left] = at(memory, right);
  memory[right] = value;
}

function insertionSort(memory: Int32Array, from: number, count: number): void {
  for (let i = from + 1; i < from + count; i++) {
    for (let j = i; j > from && at(memory, j - 1) > at(memory, j); j--) swap(memory, j - 1, j);
  }
}

/** Puts the middle element where it belongs, the smaller ones before it, and tells its place. */
function partition(memory: Int32Array, from: number, count: number): number {
  const last = from + count - 1;
  swap(memory, from + (count >> 1), last);
  const pivot = at(memory, last);
  let border = from;
  for (let i = from; i < last; i++) {
    if (at(memory, i) >= pivot) continue;
    if (i !== border) swap(memory, i, border);
    border++;
  }
  swap(memory, border, last);
  return border;
}

/** An idle worker, its lock held; or -1. */
function allocate(memory: Int32Array): number {
  lock(memory, ALLOCATION);
  for (let worker = POOL; worker < ARRAY; worker += WORKER) {
    if (Atomics.load(memory, worker + STATE) !== IDLE) continue;
    Atomics.sub(memory, IDLE_WORKERS, 1);
    Atomics.store(memory, worker + STATE, WORK);
    lock(memory, worker + LOCK);
    unlock(memory, ALLOCATION);
    return worker;
  }
  unlock(memory, ALLOCATION);
  return -1;
}

function handOut(memory: Int32Array, worker: number, from: number, count: number): void {
  memory[worker + FROM] = from;
  memory[worker + COUNT] = count;
  signal(memory, worker + SIGNALS);
  unlock(memory, worker + LOCK);
}

function sort(memory: Int32Array, from: number, count: number): void {
  if (count < TINY) {
    insertionSort(memory, from, count);
    return;
  }
  const border = partition(memory, from, count);
  const left = border - from;
  const right = count - left - 1;
  const helper = left > SMALL && right > SMALL ? allocate(memory) : -1;
  if (helper >= 0) handOut(memory, helper, from, left);
  else sort(memory, from, left);
  sort(memory, border + 1, right);
}

/** Sends everybody else home once all are idle. */
function retire(memory: Int32Array, worker: number): boolean {
  lock(memory, ALLOCATION);
  Atomics.store(memory, worker + STATE, IDLE);
  const over = Atomics.add(memory, IDLE_WORKERS, 1) + 1 === WORKERS;
  if (over) {
    for (let other = POOL; other < ARRAY; other += WORKER) {
      if (other === worker) continue;
      lock(memory, other + LOCK);
      Atomics.store(memory, other + STATE, TERMINATE);
      signal(memory, other + SIGNALS);
      unlock(memory, other + LOCK);
    }
  }
  unlock(memory, ALLOCATION);
  return over;
}

export function work(memory: Int32Array, me: number): void {
  const worker = POOL + (me - 1) * WORKER;
  for (;;) {
    lock(memory, worker + LOCK);
    while (Atomics.load(memory, worker + STATE) === IDLE) wait(memory, worker + SIGNALS, worker + LOCK);
    unlock(memory, worker + LOCK);
    if (Atomics.load(memory, worker + STATE) === TERMINATE) return;
    sort(memory, at(memory, worker + FROM), at(memory, worker + COUNT));
    if (retire(memory, worker)) return;
  }
}

export function handOutAll(memory: Int32Array): void {
  lock(memory, POOL + LOCK);
  Atomics.store(memory, POOL + STATE, WORK);
  Atomics.sub(memory, IDLE_WORKERS, 1);
  handOut(memory, POOL, ARRAY, ELEMENTS);
}

export function verify(memory: Int32Array): void {
  for (let i = 0; i < ELEMENTS; i++) if (memory[ARRAY + i] !== i) throw new Error('the array is not sorted');
}
