import { type Coroutine, coroutines } from 'interleave/scenario';
import { Condition } from './starter/condition.js';

/** The lock that the condition is given: first come, first served. */
class Turnstile {
  held = false;
  readonly #queue: (() => void)[] = [];
  async acquire(): Promise<void> {
    if (this.held) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.held = true;
  }
  release(): void {
    if (!this.held) throw new Error('release of a lock that nobody holds');
    const next = this.#queue.shift();
    if (next) next();
    else this.held = false;
  }
}

function setup() {
  const lock = new Turnstile();
  return { lock, condition: new Condition(lock), ready: 0, woken: [] as string[] };
}
type Shared = ReturnType<typeof setup>;

async function wait(c: Coroutine, { condition }: Shared): Promise<void> {
  c.leave('locked');
  await c.call('wait', [], () => condition.wait());
  c.enter('locked');
}

async function locked(c: Coroutine, { lock }: Shared, body: () => void | Promise<void>): Promise<void> {
  await lock.acquire();
  c.enter('locked');
  await body();
  c.leave('locked');
  lock.release();
}

const consumes = async (c: Coroutine, shared: Shared): Promise<void> =>
  locked(c, shared, async () => {
    while (shared.ready === 0) await wait(c, shared);
    shared.ready -= 1;
    await c.pause('use');
  });

export const handover = coroutines({
  setup,
  tasks: {
    consumer: consumes,
    producer: async (c, shared) => {
      await c.pause('make');
      await locked(c, shared, async () => {
        shared.ready += 1;
        shared.condition.notify();
        await c.pause('work');
      });
    },
    other: async (c, shared) => {
      await c.pause('arrival');
      await locked(c, shared, () => c.pause('work'));
    },
  },
});

/** The notifier stands at the lock already and notifies the moment that wait releases it. */
export const atOnce = coroutines({
  setup,
  tasks: {
    consumer: async (c, shared) => locked(c, shared, () => wait(c, shared)),
    notifier: async (c, shared) => locked(c, shared, () => shared.condition.notify()),
  },
});

const sleeper =
  (name: string) =>
  async (c: Coroutine, shared: Shared): Promise<void> =>
    locked(c, shared, async () => {
      await wait(c, shared);
      shared.woken.push(name);
    });

const expectWoken = async (c: Coroutine, { woken }: Shared, ...names: string[]): Promise<void> => {
  await c.quiet();
  c.check(woken.join() === names.join(), `woken should be [${names.join()}], and are [${woken.join()}]`);
};

export const counted = coroutines({
  setup,
  tasks: {
    a: sleeper('a'),
    b: sleeper('b'),
    c: sleeper('c'),
    d: sleeper('d'),
    notifier: async (c, shared) => {
      await expectWoken(c, shared);
      await locked(c, shared, () => shared.condition.notify());
      await expectWoken(c, shared, 'a');
      await locked(c, shared, () => shared.condition.notify(2));
      await expectWoken(c, shared, 'a', 'b', 'c');
      await locked(c, shared, () => shared.condition.notify(5));
      await expectWoken(c, shared, 'a', 'b', 'c', 'd');
    },
  },
});

/** Two notifies in one turn are two. */
export const twice = coroutines({
  setup,
  tasks: {
    a: sleeper('a'),
    b: sleeper('b'),
    c: sleeper('c'),
    notifier: async (c, shared) => {
      await c.quiet();
      await locked(c, shared, () => {
        shared.condition.notify();
        shared.condition.notify();
      });
      await expectWoken(c, shared, 'a', 'b');
      await locked(c, shared, () => shared.condition.notify());
    },
  },
});

export const everybody = coroutines({
  setup,
  tasks: {
    a: consumes,
    b: consumes,
    producer: async (c, shared) => {
      await c.pause('make');
      await locked(c, shared, () => {
        shared.ready += 3;
        shared.condition.notifyAll();
      });
    },
    c: consumes,
  },
});

/** A notify that finds nobody is forgotten, and so is what is left of one. */
export const forgotten = coroutines({
  setup,
  tasks: {
    early: async (c, shared) => {
      await locked(c, shared, () => {
        shared.condition.notify();
        shared.condition.notify(3);
        shared.condition.notifyAll();
      });
      c.open('notified');
      await expectWoken(c, shared);
      await locked(c, shared, () => shared.condition.notify());
    },
    late: async (c, shared) => {
      await c.pass('notified');
      await sleeper('late')(c, shared);
    },
  },
});

/** Who notifies and then waits in the same turn does not wake itself. */
export const pingPong = coroutines({
  setup,
  tasks: {
    first: async (c, shared) =>
      locked(c, shared, async () => {
        await wait(c, shared);
        shared.woken.push('first');
        shared.condition.notify();
        await wait(c, shared);
        shared.woken.push('first');
      }),
    second: async (c, shared) => {
      await c.quiet();
      await locked(c, shared, async () => {
        shared.condition.notify();
        await wait(c, shared);
        c.check(shared.woken.join() === 'first', 'who notifies must not wake itself with it');
        shared.woken.push('second');
        shared.condition.notify();
      });
    },
  },
  after: (c, { woken }) => {
    c.check(woken.join() === 'first,second,first', `the turns were ${woken.join()}`);
  },
});
