import { acquireCas, awaitEqual, increment, type Instruction, type ToyProgram } from './toy-program.js';

/** The programs of the table of executions, as far as the toy machine can say them. */

function tasks(count: number, cells: number, task: (me: number) => Instruction[], locks = 0): ToyProgram {
  return { cells, locks, tasks: Array.from({ length: count }, (_, me) => task(me)) };
}

export function lostUpdate(count: number): ToyProgram {
  return tasks(count, 1, () => increment(0));
}

export function lockedCounter(count: number): ToyProgram {
  return tasks(count, 1, () => [{ op: 'lock', lock: 0 }, ...increment(0), { op: 'unlock', lock: 0 }], 1);
}

/** Cell 0 is the lock, cell 1 the counter. */
export function casLock(count: number, rounds = 1): ToyProgram {
  return tasks(count, 2, () => {
    const code: Instruction[] = [];
    for (let round = 0; round < rounds; round += 1) {
      code.push(...acquireCas(code.length, 0), ...increment(1), { op: 'store', cell: 0, value: 0 });
    }
    return code;
  });
}

export function ttasLock(count: number): ToyProgram {
  return tasks(count, 2, () => [
    { op: 'iterate' },
    { op: 'load', into: 3, cell: 0 },
    { op: 'jumpIf', register: 3, equals: 1, to: 5 },
    { op: 'cas', into: 3, cell: 0, expected: 0, value: 1 },
    { op: 'jumpIf', register: 3, equals: 1, to: 6 },
    { op: 'again', to: 0 },
    ...increment(1),
    { op: 'store', cell: 0, value: 0 },
  ]);
}

/** Cell 0 hands out tickets, cell 1 says who is served, cell 2 is the counter. */
export function ticketLock(count: number): ToyProgram {
  return tasks(count, 3, () => [
    { op: 'add', into: 1, cell: 0, value: 1 },
    { op: 'iterate' },
    { op: 'load', into: 2, cell: 1 },
    { op: 'jumpUnlessSame', left: 1, right: 2, to: 9 },
    ...increment(2),
    { op: 'load', into: 0, cell: 1 },
    { op: 'storeFrom', cell: 1, from: 0, plus: 1 },
    { op: 'jump', to: 10 },
    { op: 'again', to: 1 },
  ]);
}

/** Cells 0 and 1 are the flags, cell 2 whose turn it is (from 1), cell 3 the counter. */
export function peterson(): ToyProgram {
  return tasks(2, 4, (me) => [
    { op: 'store', cell: me, value: 1 },
    { op: 'store', cell: 2, value: 2 - me },
    { op: 'iterate' },
    { op: 'load', into: 3, cell: 1 - me },
    { op: 'jumpIf', register: 3, equals: 0, to: 8 },
    { op: 'load', into: 3, cell: 2 },
    { op: 'jumpUnless', register: 3, equals: 2 - me, to: 8 },
    { op: 'again', to: 2 },
    ...increment(3),
    { op: 'store', cell: me, value: 0 },
  ]);
}

export function philosophers(count: number): ToyProgram {
  return tasks(
    count,
    0,
    (me) => [
      { op: 'lock', lock: me },
      { op: 'lock', lock: (me + 1) % count },
      { op: 'unlock', lock: (me + 1) % count },
      { op: 'unlock', lock: me },
    ],
    count,
  );
}

/** `writers` tasks write a, then b; a checker reads a, then b. */
export function reorder(writers: number): ToyProgram {
  return {
    cells: 2,
    locks: 0,
    tasks: [
      ...Array.from({ length: writers }, (): Instruction[] => [
        { op: 'store', cell: 0, value: 1 },
        { op: 'store', cell: 1, value: -1 },
      ]),
      [
        { op: 'load', into: 0, cell: 0 },
        { op: 'load', into: 1, cell: 1 },
      ],
    ],
  };
}

/** Publishes in cell 0 and notifies; the other sleeps without looking again: the wakeup can be lost. */
export function lostWakeup(timeout: boolean): ToyProgram {
  return {
    cells: 2,
    locks: 0,
    tasks: [
      [
        { op: 'load', into: 0, cell: 0 },
        { op: 'jumpIf', register: 0, equals: 1, to: 3 },
        { op: 'wait', into: 1, cell: 1, value: 0, timeout },
      ],
      [
        { op: 'store', cell: 0, value: 1 },
        { op: 'notify', cell: 1, count: 1 },
      ],
    ],
  };
}

/** Waits for a flag that is set and taken back: some executions are stuck. */
export function flicker(): ToyProgram {
  return {
    cells: 1,
    locks: 0,
    tasks: [awaitEqual(0, 0, 1), [{ op: 'store', cell: 0, value: 1 }], [{ op: 'store', cell: 0, value: 2 }]],
  };
}
