/** What the checks of `thread/philosophers` do with a submission. Each seat is a section of its own. */
import { check, enter, leave, open, pass, threads, type Thread } from 'interleave/scenario';
import { Table } from './starter/philosophers.js';

/** Memory for a table with so many seats. */
const of = (seats: number): { cells: () => number; init: (memory: Int32Array) => void } => ({
  cells: () => Table.cells(seats),
  init: (memory) => {
    Table.init(memory, seats);
  },
});

function eat(table: Table, seat: number): void {
  table.pickUp(seat);
  enter(`seat ${String(seat)}`);
  leave(`seat ${String(seat)}`);
  table.putDown(seat);
}

const diner =
  (seats: number, seat: number, times: number) =>
  ({ memory }: Thread): void => {
    const table = new Table(memory, seats);
    for (let time = 0; time < times; time++) eat(table, seat);
  };

/** Two neighbours, of whom one is hungry twice. */
export const neighbours = threads({ ...of(3), tasks: [diner(3, 0, 2), diner(3, 1, 1)] });

/** A full table of three, where everybody is everybody's neighbour. */
export const fullTable = threads({ ...of(3), tasks: [diner(3, 0, 1), diner(3, 1, 1), diner(3, 2, 1)] });

/** Sits down, and gets up only when the others named are eating as well. */
function eatTogether(table: Table, seat: number, others: readonly number[]): void {
  table.pickUp(seat);
  open(`seat ${String(seat)} eats`);
  for (const other of others) pass(`seat ${String(other)} eats`);
  table.putDown(seat);
}

const companion =
  (seats: number, seat: number, others: readonly number[]) =>
  ({ memory }: Thread): void => {
    const table = new Table(memory, seats);
    eatTogether(table, seat, others);
    table.pickUp(seat);
    table.putDown(seat);
  };

/** Two who are not neighbours eat at the same time, and then each once more. */
export const strangers = threads({ ...of(4), tasks: [companion(4, 0, [2]), companion(4, 2, [0])] });

/** Three who are not neighbours. */
export const threeStrangers = threads({
  ...of(6),
  tasks: [companion(6, 0, [2, 4]), companion(6, 2, [0, 4]), companion(6, 4, [0, 2])],
});

const guest =
  (seat: number, other: number) =>
  ({ memory }: Thread): void => {
    pass('the one between eats');
    eatTogether(new Table(memory, 4), seat, [other]);
  };

/** Both neighbours of one who eats are hungry; when it has finished, they can eat at the same time. */
export const between = threads({
  ...of(4),
  tasks: {
    left: guest(0, 2),
    middle({ memory }: Thread) {
      const table = new Table(memory, 4);
      table.pickUp(1);
      open('the one between eats');
      table.putDown(1);
    },
    right: guest(2, 0),
  },
});

const talker =
  (seat: number) =>
  ({ memory, data }: Thread): void => {
    const table = new Table(memory, 3);
    table.pickUp(seat);
    data[0] = (data[0] ?? 0) + 1;
    table.putDown(seat);
  };

/** Plain data that only those who eat touch. */
export const sharedDish = threads({
  ...of(3),
  data: 1,
  tasks: [talker(0), talker(2)],
  after(_memory, data) {
    check(data[0] === 2, `two philosophers added 1 each, and the sum is ${String(data[0])}`);
  },
});
