/** What the checks of `ipc/semaphore` do with a submission: a buffer of few places, its producers and consumers. */
import { call, check, processes, thrown } from 'interleave/scenario';
import {
  close,
  getpid,
  kill,
  pipe,
  poll,
  POLLIN,
  read,
  SIG_BLOCK,
  SIG_UNBLOCK,
  sigaction,
  SIGBUS,
  sigprocmask,
  SIGSEGV,
  SIGUSR1,
  spawn,
  waitpid,
  WIFSIGNALED,
  WTERMSIG,
  write,
} from 'posix';
import { consumer, create, producer, remove } from './starter/semaphore.js';

const NAME = '/buffer';
const left = { leaves: ['semaphores', 'sharedMemory', 'paths', 'queues'] } as const;

/** Puts these. */
function put(items: readonly number[]): void {
  let at = 0;
  call('producer', [[...items]], () => {
    producer(NAME, items.length, () => items[at++] ?? 0);
  });
}

/** Takes so many and returns them. */
function take(count: number): number[] {
  const items: number[] = [];
  call('consumer', [count], () => {
    consumer(NAME, count, (item) => {
      items.push(item);
    });
  });
  return items;
}

function same(got: readonly number[], expected: readonly number[]): void {
  const right = got.length === expected.length && got.every((item, at) => item === expected[at]);
  check(right, `put were ${expected.join(', ')}; taken were ${got.join(', ')}`);
}

/** Waits for a role, which no signal ends but for what it did to memory: of that the history tells by itself. */
function ended(pid: number): void {
  const { status } = waitpid(pid);
  const killed = WIFSIGNALED(status) && WTERMSIG(status) !== SIGBUS && WTERMSIG(status) !== SIGSEGV;
  check(!killed, 'a role was ended by a signal');
}

export const pair = processes({
  roles: {
    main: () => {
      create(NAME, 2);
      const pid = spawn('producing');
      same(take(3), [11, 12, 13]);
      ended(pid);
      remove(NAME);
    },
    producing: () => {
      put([11, 12, 13]);
    },
  },
  ...left,
});

/** As many as there is room for, then one more, which has to wait until somebody takes one. */
export const full = processes({
  roles: {
    main: () => {
      create(NAME, 2);
      put([11, 12]);
      const [r, w] = pipe();
      const pid = spawn('oneMore', [r, w]);
      const [ready] = poll([{ fd: r, events: POLLIN }], 0);
      check(ready === 0, 'a third item was put into a buffer with room for two before one had been taken');
      same(take(3), [11, 12, 13]);
      ended(pid);
      remove(NAME);
    },
    oneMore: (_: number, w: number) => {
      put([13]);
      write(w, '.');
    },
  },
  ...left,
});

/** Whose turn it was does not matter. */
function all(got: readonly number[]): void {
  same(
    [...got].sort((a, b) => a - b),
    [11, 12],
  );
}

/** Takes one item and passes it on through a pipe. */
function passesOn(r: number, w: number): void {
  close(r);
  write(w, Uint8Array.from(take(1)));
}
/** Two producers at a time, and then two consumers. */
export const several = processes({
  roles: {
    main: () => {
      create(NAME, 2);
      const [r, w] = pipe();
      const producers = ['first', 'second'].map((role) => spawn(role));
      all(take(2));
      producers.forEach(ended);
      put([11, 12]);
      const consumers = ['third', 'fourth'].map((role) => spawn(role, [r, w]));
      close(w);
      all([...read(r, 1), ...read(r, 1)]);
      consumers.forEach(ended);
      remove(NAME);
    },
    first: () => {
      put([11]);
    },
    second: () => {
      put([12]);
    },
    third: passesOn,
    fourth: passesOn,
  },
  ...left,
});

/** One producer is slow to find its item, one consumer slow to use its own: each waits until another has been through. */
export const slow = processes({
  roles: {
    main: () => {
      create(NAME, 3);
      const [r, w] = pipe();
      const pids = ['slowProducer', 'quickProducer'].map((role) => spawn(role, [r, w]));
      pids.forEach(ended);
      const more = ['slowConsumer', 'quickConsumer'].map((role) => spawn(role, [r, w]));
      more.forEach(ended);
      remove(NAME);
    },
    slowProducer: (r: number) => {
      call('producer', [[11]], () => {
        producer(NAME, 1, () => {
          read(r, 1);
          return 11;
        });
      });
    },
    quickProducer: (_: number, w: number) => {
      put([12]);
      write(w, '.');
    },
    slowConsumer: (r: number) => {
      call('consumer', [1], () => {
        consumer(NAME, 1, () => {
          read(r, 1);
        });
      });
    },
    quickConsumer: (_: number, w: number) => {
      take(1);
      write(w, '.');
    },
  },
  ...left,
});

/** The same buffer is used after `make` and `use` have thrown: with room for one, a place or a lock that is lost is missed. */
export const failing = processes({
  roles: {
    main: () => {
      create(NAME, 1);
      const first = thrown(() => {
        producer(NAME, 1, () => {
          throw new RangeError('nothing to put');
        });
      });
      check(first instanceof RangeError, 'producer did not pass on the error of make');
      put([11]);
      const second = thrown(() => {
        consumer(NAME, 1, () => {
          throw new RangeError('cannot be used');
        });
      });
      check(second instanceof RangeError, 'consumer did not pass on the error of use');
      put([12]);
      same(take(1), [12]);
      remove(NAME);
    },
  },
  ...left,
});

/** Lets the signal in, which its parent has blocked for it, and works while it may come. */
function disturbed(work: () => void): void {
  sigaction(SIGUSR1, () => undefined);
  sigprocmask(SIG_UNBLOCK, [SIGUSR1]);
  work();
  sigprocmask(SIG_BLOCK, [SIGUSR1]);
}
/** A signal with a handler comes to producer and consumer, at any moment. */
export const interrupted = processes({
  roles: {
    main: () => {
      create(NAME, 1);
      sigprocmask(SIG_BLOCK, [SIGUSR1]);
      const pid = spawn('taking');
      const disturber = spawn('disturbs', [getpid(), pid]);
      disturbed(() => {
        put([11, 12]);
      });
      ended(disturber);
      ended(pid);
      remove(NAME);
    },
    taking: () => {
      disturbed(() => {
        same(take(2), [11, 12]);
      });
    },
    disturbs: (producing: number, taking: number) => {
      kill(producing, SIGUSR1);
      kill(taking, SIGUSR1);
    },
  },
  ...left,
});

/** A run that ended without `remove`, its buffer not empty; then another run. */
export const names = processes({
  roles: {
    main: () => {
      ended(spawn('earlier'));
      create(NAME, 2);
      put([11, 12]);
      same(take(2), [11, 12]);
      remove(NAME);
    },
    earlier: () => {
      create(NAME, 1);
      put([99]);
    },
  },
});
