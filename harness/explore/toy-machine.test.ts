import { describe, expect, test } from '@jest/globals';
import { bruteForce } from './toy-brute-force.js';
import {
  casLock,
  flicker,
  lockedCounter,
  lostUpdate,
  lostWakeup,
  philosophers,
  reorder,
  ticketLock,
} from './toy-programs.js';

describe('all interleavings of the toy machine', () => {
  test.each([
    ['lost update x2', lostUpdate(2), 6],
    ['lost update x3', lostUpdate(3), 90],
    ['lost update x4', lostUpdate(4), 2520],
    ['reorder_3', reorder(2), 90],
    ['philosophers x3', philosophers(3), 168],
    ['CAS lock x2', casLock(2), 8],
    ['ticket lock x2', ticketLock(2), 42],
  ])('%s: as published', (_name, program, count) => {
    expect(bruteForce(program)?.interleavings).toBe(count);
  });

  test('a lost wakeup is stuck, and with a timeout it is not', () => {
    const stuck = (timeout: boolean): boolean =>
      [...(bruteForce(lostWakeup(timeout))?.outcomes ?? [])].some((outcome) => outcome.startsWith('stuck'));

    expect([stuck(false), stuck(true)]).toEqual([true, false]);
  });

  test('an await may miss a value that is taken back', () => {
    const statuses = [...(bruteForce(flicker())?.outcomes ?? [])].map((outcome) => outcome.split(' ')[0]);

    expect(new Set(statuses)).toEqual(new Set(['done', 'stuck']));
  });

  test('a counter under a lock has one outcome for each order', () => {
    expect(bruteForce(lockedCounter(3))?.traces.size).toBe(6);
  });
});
