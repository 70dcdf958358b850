/** What the checks of `thread/stack` do with a submission. */
import { call, check, open, pass, threads, type Thread } from 'interleave/scenario';
import { Stack } from './starter/stack.js';

const push = (stack: Stack, value: number): boolean => call('push', [value], () => stack.push(value));
const pop = (stack: Stack): number | undefined => call('pop', [], () => stack.pop());

/** Memory for a stack of that capacity. */
const of = (capacity: number): { cells: () => number; init: (memory: Int32Array) => void } => ({
  cells: () => Stack.cells(capacity),
  init: (memory) => {
    Stack.init(memory, capacity);
  },
});

/** One thread alone: order, capacity, values that are easily mistaken for "nothing", and the reuse of nodes. */
export const alone = threads({
  ...of(3),
  tasks: [
    ({ memory }: Thread) => {
      const stack = new Stack(memory);
      check(stack.pop() === undefined, 'pop of a new stack returned something');
      for (let round = 1; round <= 3; round++) {
        check(stack.push(-round), 'push refused the first of three elements');
        check(stack.push(0), 'push refused the second of three elements although the capacity is 3');
        check(stack.push(round), 'push refused the third of three elements although the capacity is 3');
        check(stack.pop() === round, 'pop did not return the element pushed last');
        check(stack.pop() === 0, 'pop did not return the element pushed before, which was 0');
        check(stack.pop() === -round, 'pop did not return the element left');
        check(stack.pop() === undefined, 'pop of an empty stack returned something');
      }
    },
  ],
});

const pushAndPop =
  (value: number) =>
  ({ memory }: Thread): void => {
    const stack = new Stack(memory);
    push(stack, value);
    pop(stack);
  };

/** Two threads push and pop at the same time. */
export const both = threads({ ...of(2), tasks: [pushAndPop(1), pushAndPop(2)] });

/** The same, and in the end all nodes must be there again. */
export const allThere = threads({
  ...both,
  after(memory) {
    const stack = new Stack(memory);
    while (stack.pop() !== undefined);
    check(stack.push(5) && stack.push(6), 'in the end, fewer elements fit than at the beginning');
  },
});

/** One thread is on its way through `pop` while another one takes everything and puts something back. */
export const comeBack = threads({
  ...of(3),
  tasks: {
    slow({ memory }: Thread) {
      const stack = new Stack(memory);
      push(stack, 1);
      push(stack, 2);
      open('filled');
      pop(stack);
      pop(stack);
    },
    quick({ memory }: Thread) {
      const stack = new Stack(memory);
      pass('filled');
      pop(stack);
      pop(stack);
      push(stack, 3);
    },
  },
});

/** As before, with a third thread that is still about to free the node that it popped. */
export const comeBackOfThree = threads({
  ...of(2),
  tasks: {
    slow({ memory }: Thread) {
      const stack = new Stack(memory);
      push(stack, 1);
      push(stack, 2);
      open('filled');
      pop(stack);
      pop(stack);
    },
    holder({ memory }: Thread) {
      pass('filled');
      pop(new Stack(memory));
      open('freed');
    },
    quick({ memory }: Thread) {
      const stack = new Stack(memory);
      pass('filled');
      pop(stack);
      pass('freed');
      push(stack, 3);
    },
  },
});

/** In `comeBackFree`, `data[v]` says whether value v was accepted, and `data[8]` what the quick one popped, plus one. */
function pushAccepted(stack: Stack, data: Int32Array, value: number): void {
  data[value] = stack.push(value) ? 1 : 0;
}

/** The same for nodes on their way from free to used: one thread is on its way through `push`. */
export const comeBackFree = threads({
  ...of(2),
  data: 9,
  tasks: {
    slow({ memory, data }: Thread) {
      const stack = new Stack(memory);
      pushAccepted(stack, data, 1);
      pushAccepted(stack, data, 4);
    },
    holder({ memory, data }: Thread) {
      pushAccepted(new Stack(memory), data, 2);
      open('linked');
    },
    quick({ memory, data }: Thread) {
      const stack = new Stack(memory);
      pushAccepted(stack, data, 3);
      pass('linked');
      data[8] = (stack.pop() ?? -1) + 1;
    },
  },
  after(memory, data) {
    const stack = new Stack(memory);
    const seen = [0, 0, 0, 0, 0];
    const count = (value: number): void => {
      seen[value] = (seen[value] ?? 0) + 1;
    };
    const early = data[8] ?? 0;
    if (early > 0) count(early - 1);
    for (let pops = 0; pops < 8; pops++) {
      const value = stack.pop();
      if (value !== undefined) count(value);
    }
    for (let value = 1; value <= 4; value++) {
      const [pushed, popped] = [data[value] ?? 0, seen[value] ?? 0];
      check(pushed === popped, `${String(value)} was pushed ${times(pushed)} and popped ${times(popped)}`);
    }
  },
});

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}

/** The first thread may be stopped for ever, at any step. */
export const stopped = threads({
  ...of(3),
  tasks: [pushAndPop(1), pushAndPop(2)],
  stops: { atMost: 1, tasks: [0] },
});
