/** What the checks of `thread/bounded-queue` do with a submission. */
import { call, check, thrown, threadOperations, threads, type Thread } from 'interleave/scenario';
import { BoundedQueue } from './starter/bounded-queue.js';

const put = (queue: BoundedQueue, value: number): void => {
  call('put', [value], () => {
    queue.put(value);
  });
};
const get = (queue: BoundedQueue): number | undefined => call('get', [], () => queue.get());
const tryPut = (queue: BoundedQueue, value: number): boolean => call('tryPut', [value], () => queue.tryPut(value));
const tryGet = (queue: BoundedQueue): number | undefined => call('tryGet', [], () => queue.tryGet());
const close = (queue: BoundedQueue): void => {
  call('close', [], () => {
    queue.close();
  });
};

/** Memory for a queue of that capacity. */
const of = (capacity: number): { cells: () => number; init: (memory: Int32Array) => void } => ({
  cells: () => BoundedQueue.cells(capacity),
  init: (memory) => {
    BoundedQueue.init(memory, capacity);
  },
});

/** Memory for a queue of that capacity that holds the elements 1, 2, … up to its capacity. */
const fullOf = (capacity: number): { cells: () => number; init: (memory: Int32Array) => void } => ({
  cells: () => BoundedQueue.cells(capacity),
  init: (memory) => {
    BoundedQueue.init(memory, capacity);
    const queue = new BoundedQueue(memory);
    for (let value = 1; value <= capacity; value++) queue.tryPut(value);
  },
});

/** One thread alone: order, capacity, values that are easily mistaken for "nothing", and once round the ring. */
export const alone = threads({
  ...of(2),
  tasks: [
    ({ memory }: Thread) => {
      const queue = new BoundedQueue(memory);
      check(queue.tryGet() === undefined, 'tryGet of a new queue found something');
      queue.put(7);
      queue.put(0);
      check(!queue.tryPut(9), 'tryPut put a third element into a queue of capacity 2');
      check(queue.get() === 7, 'get did not return the oldest element');
      check(queue.tryPut(-1), 'tryPut refused although there was room');
      check(queue.tryGet() === 0, 'tryGet did not return the oldest element, which was 0');
      check(queue.get() === -1, 'get did not return the last element, which was -1');
      check(queue.tryGet() === undefined, 'tryGet found something in an empty queue');
    },
  ],
});

/** Two threads, none of which waits: each adds an element and takes one. */
export const trying = threads({
  ...of(2),
  tasks: {
    one({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryPut(queue, 1);
      tryGet(queue);
    },
    two({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryPut(queue, 2);
      tryGet(queue);
    },
  },
});

/** One slot for two producers: one of them may find it full. */
export const oneSlot = threads({
  ...of(1),
  tasks: {
    one({ memory }: Thread) {
      tryPut(new BoundedQueue(memory), 1);
    },
    two({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryPut(queue, 2);
      tryGet(queue);
    },
  },
});

/** Through one slot from one thread to another: either side may have to wait for the other. */
export const handOver = threads({
  ...of(1),
  tasks: {
    producer({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      queue.put(1);
      queue.put(2);
    },
    consumer({ memory }: Thread) {
      check(new BoundedQueue(memory).get() === 1, 'get did not return the first element');
    },
  },
  after(memory) {
    check(new BoundedQueue(memory).tryGet() === 2, 'the second element is not in the queue');
  },
});

/** An element is handed over and the queue is closed: everything that the threads have in common is touched. */
export const handOverAndClose = threads({
  ...of(1),
  tasks: {
    producer({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      queue.put(1);
      queue.close();
    },
    consumer({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      queue.get();
      queue.get();
    },
  },
});

/** Producers and consumers may be asleep at the same time: a wake-up must reach one who can use it. */
export const mixedWaiters = threads({
  ...of(1),
  tasks: {
    producer({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      put(queue, 1);
      put(queue, 2);
    },
    first({ memory }: Thread) {
      get(new BoundedQueue(memory));
    },
    second({ memory }: Thread) {
      get(new BoundedQueue(memory));
    },
  },
});

/** Two sleeping consumers and two elements in a row. */
export const twoSleepers = threads({
  ...of(2),
  tasks: {
    producer({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryPut(queue, 1);
      tryPut(queue, 2);
    },
    first({ memory }: Thread) {
      get(new BoundedQueue(memory));
    },
    second({ memory }: Thread) {
      get(new BoundedQueue(memory));
    },
  },
});

/** A consumer that waits for an element may be overtaken on its way to it. */
export const overtakenConsumer = threads({
  ...of(1),
  tasks: {
    consumer({ memory }: Thread) {
      get(new BoundedQueue(memory));
    },
    other({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryPut(queue, 1);
      if (tryGet(queue) !== undefined) tryPut(queue, 2);
    },
  },
});

/** A producer that waits for the one slot, in which there is an element, may be overtaken on its way to it. */
export const overtakenProducer = threads({
  ...fullOf(1),
  tasks: {
    producer({ memory }: Thread) {
      put(new BoundedQueue(memory), 2);
    },
    other({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryGet(queue);
      if (tryPut(queue, 3)) tryGet(queue);
    },
  },
});

function getsNothing({ memory }: Thread): void {
  const value = new BoundedQueue(memory).get();
  check(value === undefined, `get returned ${String(value)} from a queue into which nothing was put`);
}

/** Consumers wait when the queue is closed. */
export const closeOnConsumers = threads({
  ...of(1),
  tasks: {
    first: getsNothing,
    second: getsNothing,
    closer({ memory }: Thread) {
      new BoundedQueue(memory).close();
    },
  },
});

const putsTooLate =
  (value: number) =>
  ({ memory }: Thread): void => {
    const queue = new BoundedQueue(memory);
    thrown(() => {
      queue.put(value);
    });
  };

/** Producers wait at a full queue when it is closed. */
export const closeOnProducers = threads({
  ...fullOf(1),
  tasks: {
    one: putsTooLate(2),
    two: putsTooLate(3),
    closer({ memory }: Thread) {
      new BoundedQueue(memory).close();
    },
  },
  after(memory) {
    const queue = new BoundedQueue(memory);
    check(queue.get() === 1, 'the element that was in the queue when it was closed is lost');
    check(queue.get() === undefined, 'a put got in after close');
  },
});

/** One thread alone, after `close`. */
export const closed = threads({
  ...of(3),
  tasks: [
    ({ memory }: Thread) => {
      const queue = new BoundedQueue(memory);
      queue.put(5);
      queue.put(0);
      queue.close();
      const refused = thrown(() => {
        queue.put(6);
      });
      check(refused !== undefined, 'put into a closed queue did not throw');
      let added = false;
      thrown(() => {
        added = queue.tryPut(7);
      });
      check(!added, 'tryPut into a closed queue returned true');
      check(queue.get() === 5, 'get after close did not return the oldest element left');
      check(queue.get() === 0, 'get after close did not return the last element left');
      check(queue.get() === undefined, 'get of a closed and empty queue did not return undefined');
      check(queue.tryGet() === undefined, 'tryGet of a closed and empty queue did not return undefined');
    },
  ],
});

/** An element comes and the queue is closed while a consumer is deciding that there is nothing. */
export const lastElement = threads({
  ...of(1),
  tasks: {
    producer({ memory }: Thread) {
      const queue = new BoundedQueue(memory);
      tryPut(queue, 1);
      close(queue);
    },
    consumer({ memory }: Thread) {
      get(new BoundedQueue(memory));
    },
  },
});

/** Any operations in any number of threads. */
export const anything = threadOperations({
  ...of(1),
  object: ({ memory }) => new BoundedQueue(memory),
  operations: {
    put: (queue, value: number) => {
      queue.put(value);
    },
    get: (queue) => queue.get(),
    tryPut: (queue, value: number) => queue.tryPut(value),
    tryGet: (queue) => queue.tryGet(),
  },
});
