import { type Coroutine, coroutines } from 'interleave/scenario';
import { Event } from './starter/event.js';

const setup = () => ({ event: new Event(), happened: false, awake: 0 });
type Shared = ReturnType<typeof setup>;

const waits = async (c: Coroutine, shared: Shared): Promise<void> => {
  await c.pause('arrival');
  await c.call('wait', [], () => shared.event.wait());
  c.check(shared.happened, 'wait must not resolve before set');
  shared.awake += 1;
};

export const waiters = coroutines({
  setup,
  tasks: {
    a: waits,
    b: waits,
    setter: async (c, shared) => {
      await c.pause('happens');
      shared.happened = true;
      shared.event.set();
    },
  },
});

export const state = coroutines({
  setup,
  tasks: {
    main: async (c, { event }) => {
      c.check(event.isSet() === false, 'a new event must not be set');
      event.set();
      c.check(event.isSet() === true, 'after set the event must be set');
      event.set();
      await c.call('wait', [], () => event.wait());
      await c.call('wait', [], () => event.wait());
      c.check(event.isSet() === true, 'wait must not clear the event');
      event.clear();
      c.check(event.isSet() === false, 'after clear the event must not be set');
      event.clear();
      c.check(event.isSet() === false, 'a second clear must change nothing');
    },
  },
});

/** After clear, wait waits again, for the next set. */
export const again = coroutines({
  setup: () => ({ event: new Event(), round: 0 }),
  tasks: {
    waiter: async (c, shared) => {
      await shared.event.wait();
      c.check(shared.round === 1, 'the first wait must end with the first set');
      await c.pass('cleared');
      await c.call('wait', [], () => shared.event.wait());
      c.check(shared.round === 2, 'after clear, wait must wait for the next set');
    },
    setter: async (c, shared) => {
      await c.pause('happens');
      shared.round = 1;
      shared.event.set();
      await c.quiet();
      shared.event.clear();
      c.open('cleared');
      await c.pause('happens again');
      shared.round = 2;
      shared.event.set();
    },
  },
});

/** set and clear in one turn: all who wait at that moment are released, nobody who comes later is. */
export const pulse = coroutines({
  setup,
  tasks: {
    a: async (c, { event }) => c.call('wait', [], () => event.wait()),
    b: async (c, { event }) => c.call('wait', [], () => event.wait()),
    late: async (c, shared) => {
      await c.pass('pulsed');
      await c.call('wait', [], () => shared.event.wait());
      c.check(shared.happened, 'who comes after clear must wait for the next set');
    },
    setter: async (c, shared) => {
      await c.pause('happens');
      shared.event.set();
      shared.event.clear();
      c.check(!shared.event.isSet(), 'after clear the event must not be set');
      c.open('pulsed');
      await c.pause('happens again');
      shared.happened = true;
      shared.event.set();
    },
  },
});

/** The two who wait are released by the pulse alone. */
export const onlyPulse = coroutines({
  setup,
  tasks: {
    a: async (c, { event }) => c.call('wait', [], () => event.wait()),
    b: async (c, { event }) => c.call('wait', [], () => event.wait()),
    setter: async (c, { event }) => {
      await c.pause('happens');
      event.set();
      event.clear();
    },
  },
});

export const aborted = coroutines({
  setup,
  tasks: {
    patient: async (c, { event }) => c.call('wait', [], () => event.wait()),
    aborted: async (c, shared) => {
      const { signal } = c.abortable();
      const error = await c.refused(shared.event.wait(signal));
      if (error === undefined) c.check(shared.happened, 'wait must not resolve before set');
      else c.check(signal.aborted && error === signal.reason, "an aborted wait must reject with the signal's reason");
    },
    other: async (c, { event }) => c.call('wait', [], () => event.wait()),
    setter: async (c, shared) => {
      await c.pause('happens');
      shared.happened = true;
      shared.event.set();
      shared.event.clear();
    },
  },
});

export const prompt = coroutines({
  setup,
  tasks: {
    main: async (c, { event }) => {
      const reason = new Error('no more time');
      const controller = new AbortController();
      const waiting = c.refused(c.call('wait', [], () => event.wait(controller.signal)));
      await c.quiet();
      controller.abort(reason);
      c.check((await waiting) === reason, "an aborted wait must reject with the signal's reason");
      const refused = c.refused(c.call('wait', [], () => event.wait(AbortSignal.abort(reason))));
      c.check((await refused) === reason, 'wait with an aborted signal must reject');
      event.set();
      c.check(
        (await c.refused(event.wait(AbortSignal.abort(reason)))) === reason,
        'wait with an aborted signal must reject even when the event is set',
      );
      c.check(event.isSet(), 'a wait that is refused must change nothing');
    },
  },
});
