import type { Footprint } from '../../../explore/strategy.js';
import type { HistoryEvent } from '../../../oracle/history.js';
import { raceEvent } from '../../thread/access-log.js';
import { RaceDetector } from '../../thread/race.js';
import type { Recorder } from '../../thread/recorder.js';
import { ordersOnly } from './footprint/numbers.js';

/** Bytes of mapped memory and kernel objects that are watched in all executions. */
const MOST = 1 << 14;

/** An access to mapped memory: `length` bytes at `at` of the file behind it. */
export interface MemoryAccess {
  task: number;
  site: number;
  inode: { id: number; name: string };
  at: number;
  length: number;
  /** A read-modify-write does both. */
  reads: boolean;
  writes: boolean;
  atomic: boolean;
}

/**
 * Data races on memory that processes share. What a call of the kernel touches carries on what its caller knows, and whoever
 * touches it later learns that: so a post happens before the wait that takes it, and a write before the read that gets its
 * bytes. Some of these orders are stronger than what the kernel promises (between two readers, say), so a race may be seen
 * only in the execution in which the two come in the other order; none is invented.
 *
 * Bytes are told apart, because two processes may well write to neighbours.
 */
export class MemoryRaces {
  /** There was a race in this execution. */
  raced = false;
  /** In some execution there was more to watch than there is room for. */
  overflowed = false;
  /** Told of every race. */
  observe: ((race: HistoryEvent) => void) | undefined;
  readonly #recorder: Recorder;
  readonly #tasks: number;
  /** By what a byte or an object is: its number in the detector. The same in all executions. */
  readonly #numbers = new Map<number, number>();
  readonly #reported = new Set<string>();
  #detector: RaceDetector | undefined;
  #active = false;

  constructor(tasks: number, recorder: Recorder) {
    this.#tasks = tasks;
    this.#recorder = recorder;
  }

  reset(): void {
    if (this.#active) this.#detector?.reset();
    if (this.#reported.size > 0) this.#reported.clear();
    this.#active = false;
    this.raced = false;
  }

  /** Memory is shared from now on; what happened before needs no order, since nobody had touched any. */
  begin(): void {
    if (this.#active) return;
    this.#active = true;
    this.#detector ??= new RaceDetector(this.#tasks, MOST);
    this.#detector.reset();
  }

  get active(): boolean {
    return this.#active;
  }

  /** All that the one has done happens before all that the other one will do. */
  order(from: number, to: number): void {
    if (this.#active) this.#detector?.order(from, to);
  }

  /** The task makes a step outside of memory that touches this. */
  touches(task: number, { cells, length }: Footprint): void {
    const detector = this.#detector;
    if (!this.#active || detector === undefined) return;
    for (let i = 0; i < length; i += 1) {
      const object = (cells[i] as number) >> 1; // Below the length.
      if (ordersOnly(object)) continue;
      const number = this.#numberOf(-1 - object);
      if (number < 0) continue;
      detector.acquire(task, number);
      detector.release(task, number);
    }
  }

  access({ task, site, inode, at, length, reads, writes, atomic }: MemoryAccess): void {
    const detector = this.#detector;
    if (!this.#active || detector === undefined) return;
    const first = this.#numberOf(inode.id * BYTES + at);
    // An atomic read synchronizes with the write that it reads from: ECMA-262, 29.10.
    if (atomic && reads && first >= 0) detector.acquire(task, first);
    let told = false;
    for (let byte = 0; byte < length; byte += 1) {
      const number = this.#numberOf(inode.id * BYTES + at + byte);
      if (number < 0) return;
      const race = detector.access(task, number, site, writes, atomic);
      if (race !== undefined && !told) {
        told = true;
        this.raced = true;
        const key = `${String(race.firstSite)} ${String(race.site)} ${String(inode.id)} ${String(at)}`;
        if (this.#reported.has(key)) continue;
        this.#reported.add(key);
        const event = raceEvent(race, `byte ${String(at + byte)} of ${inode.name}`);
        this.#recorder.emit(event);
        this.observe?.(event);
      }
    }
    if (atomic && writes && first >= 0) detector.release(task, first);
  }

  #numberOf(what: number): number {
    const known = this.#numbers.get(what);
    if (known !== undefined) return known;
    if (this.#numbers.size >= MOST) {
      this.overflowed = true;
      return -1;
    }
    this.#numbers.set(what, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/** More than a file of a scenario has. */
const BYTES = 2 ** 32;
