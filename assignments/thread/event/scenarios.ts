/** What the checks of `thread/event` do with a submission. */
import { asleep, check, open, pass, threads, type Thread } from 'interleave/scenario';
import { Event } from './starter/event.js';

const cells = (): number => Event.cells();

/** Waits without a timeout. */
function waiter({ memory }: Thread): void {
  check(new Event(memory).wait(), 'wait without a timeout returned false');
}

function setter({ memory }: Thread): void {
  new Event(memory).set();
}

/** Set and clear at once. */
function pulse(event: Event): void {
  event.set();
  event.clear();
}

/** One waits, one sets. */
export const pair = threads({ cells, tasks: { waiter, setter } });

/** What was written before `set` is there after `wait`, and after an `isSet` that is true. */
export const message = threads({
  cells,
  data: 1,
  tasks: {
    reader({ memory, data }: Thread) {
      const event = new Event(memory);
      if (!event.isSet()) event.wait();
      check(data[0] === 7, 'what was written before set is not there after wait');
    },
    writer({ memory, data }: Thread) {
      data[0] = 7;
      new Event(memory).set();
    },
    /** Meets the `set`, and may undo it: only races are judged here. */
    clearer({ memory }: Thread) {
      new Event(memory).clear();
    },
  },
});

/** One thread, one step after the other. */
export const flag = threads({
  cells,
  tasks: [
    ({ memory }: Thread) => {
      const event = new Event(memory);
      check(!event.isSet(), 'a new event is set');
      event.clear();
      check(!event.isSet(), 'an event that was clear is set after clear');
      event.set();
      check(event.isSet(), 'the event is not set after set');
      check(event.wait(), 'wait returned false although the event is set');
      event.set();
      check(event.isSet(), 'the event is not set after a second set');
      check(event.wait(1000), 'wait with a timeout returned false although the event is set');
      event.clear();
      check(!event.isSet(), 'the event is set after clear');
      event.set();
      check(event.isSet(), 'the event cannot be set again after clear');
    },
  ],
});

/** Nobody sets. */
export const giveUp = threads({
  cells,
  tasks: [
    ({ memory }: Thread) => {
      const event = new Event(memory);
      pulse(event);
      check(!event.wait(5), 'wait returned true although the event has been cleared');
      check(!event.wait(5), 'wait returned true although nobody has set the event');
    },
  ],
});

/** Two wait, one sets. */
export const everybody = threads({ cells, tasks: { first: waiter, second: waiter, setter } });

/** Set for a moment only, when the waiter sleeps. */
export const pulseOne = threads({
  cells,
  tasks: {
    waiter,
    pulser({ memory }: Thread) {
      asleep(0);
      pulse(new Event(memory));
    },
  },
});

/** Set for a moment only, when both sleep. */
export const pulseTwo = threads({
  cells,
  tasks: {
    first: waiter,
    second: waiter,
    pulser({ memory }: Thread) {
      asleep([0, 1]);
      pulse(new Event(memory));
    },
  },
});

/** Once more from the beginning: the second wait needs a second `set`, and gets it. */
export const again = threads({
  cells,
  tasks: {
    waiter({ memory }: Thread) {
      const event = new Event(memory);
      check(event.wait(), 'wait without a timeout returned false');
      open('awake');
      check(event.wait(), 'wait without a timeout returned false the second time');
    },
    pulser({ memory }: Thread) {
      const event = new Event(memory);
      asleep(0);
      pulse(event);
      pass('awake');
      asleep(0);
      pulse(event);
    },
  },
});

/** A waiter that may give up as the event is set and cleared. Nothing of that may be left for a later wait. */
export const nothingLeft = threads({
  cells,
  tasks: {
    impatient({ memory }: Thread) {
      const event = new Event(memory);
      event.wait(5);
      pass('cleared');
      check(!event.wait(5), 'wait returned true although the event had been cleared before');
    },
    pulser({ memory }: Thread) {
      const event = new Event(memory);
      pulse(event);
      check(!event.wait(5), 'wait returned true right after clear');
      open('cleared');
    },
  },
});

/**
 * A clear that began while the event was set and is overtaken by another clear, a set and one more clear. Whatever it
 * still does then, the set that follows must release who sleeps.
 */
export const lateClear = threads({
  cells,
  init(memory) {
    new Event(memory).set();
  },
  tasks: {
    waiter(thread: Thread) {
      // So that nothing but a clear can be on its way while it falls asleep.
      pass('cleared');
      waiter(thread);
    },
    slow({ memory }: Thread) {
      new Event(memory).clear();
    },
    quick({ memory }: Thread) {
      const event = new Event(memory);
      event.clear();
      event.set();
      event.clear();
      open('cleared');
      asleep(0);
      event.set();
    },
  },
});
