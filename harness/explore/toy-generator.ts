import fc from 'fast-check';
import { acquireCas, awaitEqual, type Instruction, type ToyProgram } from './toy-program.js';

/** A piece of a task that knows where it will stand, for the jumps in it. */
type Piece = (at: number) => Instruction[];

const CELLS = 2;
const cell = fc.nat({ max: CELLS - 1 });
const value = fc.nat({ max: 2 });
const register = fc.nat({ max: 1 });

const plain: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(register, cell).map(
    ([into, c]): Piece =>
      () => [{ op: 'load', into, cell: c }],
  ),
  fc.tuple(cell, value).map(
    ([c, v]): Piece =>
      () => [{ op: 'store', cell: c, value: v }],
  ),
  fc.tuple(cell, register).map(
    ([c, from]): Piece =>
      () => [{ op: 'storeFrom', cell: c, from, plus: 1 }],
  ),
  fc.tuple(register, cell).map(
    ([into, c]): Piece =>
      () => [{ op: 'add', into, cell: c, value: 1 }],
  ),
  fc.tuple(register, cell, value, value).map(
    ([into, c, expected, v]): Piece =>
      () => [{ op: 'cas', into, cell: c, expected, value: v }],
  ),
);

const section: fc.Arbitrary<Piece> = fc.tuple(fc.nat({ max: 1 }), fc.array(plain, { maxLength: 2 })).map(
  ([lock, body]): Piece =>
    (at) => [{ op: 'lock', lock }, ...body.flatMap((piece) => piece(at)), { op: 'unlock', lock }],
);

const waiting: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(register, cell, value, fc.boolean()).map(
    ([into, c, v, timeout]): Piece =>
      () => [{ op: 'wait', into, cell: c, value: v, timeout }],
  ),
  fc.tuple(cell, fc.integer({ min: 1, max: 2 })).map(
    ([c, count]): Piece =>
      () => [{ op: 'notify', cell: c, count }],
  ),
  register.map(
    (into): Piece =>
      () => [{ op: 'choose', into, outcomes: 2 }],
  ),
  fc.nat({ max: 1 }).map(
    (task): Piece =>
      () => [{ op: 'join', task }],
  ),
  fc.nat({ max: 1 }).map(
    (task): Piece =>
      () => [{ op: 'asleep', task }],
  ),
);

/** Awaits of one read, of two reads either of which may fail, of a compare-and-exchange behind a read. */
const awaiting: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(cell, value).map(
    ([c, v]): Piece =>
      (at) =>
        awaitEqual(at, c, v),
  ),
  cell.map(
    (c): Piece =>
      (at) =>
        acquireCas(at, c),
  ),
  fc.tuple(cell, cell, value, value).map(
    ([first, second, v, w]): Piece =>
      (at) => [
        { op: 'iterate' },
        { op: 'load', into: 3, cell: first },
        { op: 'jumpIf', register: 3, equals: v, to: at + 6 },
        { op: 'load', into: 3, cell: second },
        { op: 'jumpIf', register: 3, equals: w, to: at + 6 },
        { op: 'again', to: at },
      ],
  ),
  fc.tuple(cell, cell, value).map(
    ([first, second, v]): Piece =>
      (at) => [
        { op: 'iterate' },
        { op: 'load', into: 3, cell: first },
        { op: 'jumpUnless', register: 3, equals: v, to: at + 5 },
        { op: 'cas', into: 3, cell: second, expected: 0, value: 1 },
        { op: 'jumpIf', register: 3, equals: 1, to: at + 6 },
        { op: 'again', to: at },
      ],
  ),
);

/** Steps over the next piece where a register is zero: what a task does depends on what it saw. */
function guarded(inner: fc.Arbitrary<Piece>): fc.Arbitrary<Piece> {
  return fc.tuple(register, inner).map(
    ([guard, piece]): Piece =>
      (at) => {
        const body = piece(at + 1);
        return [{ op: 'jumpIf', register: guard, equals: 0, to: at + 1 + body.length }, ...body];
      },
  );
}

function taskOf(pieces: readonly Piece[]): Instruction[] {
  const code: Instruction[] = [];
  for (const piece of pieces) code.push(...piece(code.length));
  return code;
}

/** Small programs over two cells and two locks, with everything that the toy machine can do. */
export function toyPrograms(maxTasks: number, maxPieces: number): fc.Arbitrary<ToyProgram> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 1, arbitrary: section },
    { weight: 2, arbitrary: waiting },
    { weight: 2, arbitrary: awaiting },
    { weight: 1, arbitrary: guarded(plain) },
  );
  const task = fc.array(piece, { minLength: 1, maxLength: maxPieces }).map(taskOf);
  return fc
    .array(task, { minLength: 2, maxLength: maxTasks })
    .map((tasks): ToyProgram => ({ cells: CELLS, locks: 2, tasks }));
}
