/**
 * The ledger of what the outside world may do next: pauses, timers, immediates and aborts that are pending.
 *
 * `makeLedger` is self-contained: its text is evaluated inside the submission's realm, so it refers to nothing of this
 * module's scope, and it keeps built-ins out of its paths where the submission could have replaced them.
 */

export type PendingKind = 'pause' | 'timer' | 'immediate' | 'abort';

export interface PendingEvent {
  /** The number of the event within the execution, in order of creation: its actor. */
  readonly id: number;
  readonly kind: PendingKind;
  readonly task: number;
  readonly label: string;
  /** 2 where the scheduler may let it fail, else 1. */
  readonly outcomes: number;
  /** In virtual milliseconds; 0 for what has no time. */
  deadline: number;
  /** Does not keep a program alive, so it is no leak. */
  background: boolean;
  /** Lets it happen; variant 1 is the failure. */
  readonly happen: (variant: number) => void;
}

/** Where `options` writes: the arrays of a choice point. */
export interface OptionArrays {
  actors: Int32Array;
  variants: Int32Array;
  preemptions: Int32Array;
}

export interface Ledger {
  /** Virtual time in milliseconds since the start of the execution. */
  now: number;
  /** The option that takes everything in its turn. */
  fallback: number;
  reset(): void;
  add(
    kind: PendingKind,
    task: number,
    label: string,
    happen: (variant: number) => void,
    outcomes?: number,
    delay?: number,
  ): PendingEvent;
  /** Forgets an event; false if it is not pending. */
  remove(event: PendingEvent): boolean;
  /** Gives a timer a new deadline; its place among equals is that of a new one. */
  postpone(event: PendingEvent, delay: number): void;
  /** Writes the options, ascending by actor, and returns how many there are; what does not fit into the arrays waits. */
  options(to: OptionArrays): number;
  /** Removes the event of an actor and lets the time pass that it needs. */
  take(actor: number): PendingEvent | undefined;
  /** Whether an outside operation is pending, that is anything but timers and aborts. */
  busy(): boolean;
  /** A timer or immediate that is due now or within a millisecond. */
  due(): PendingEvent | undefined;
  pending(): readonly PendingEvent[];
  kindOf(actor: number): PendingKind;
}

export function makeLedger(): Ledger {
  // Ascending by id: events are appended when they are made and never reordered.
  let events: PendingEvent[] = [];
  let count = 0;
  let created = 0;
  // Timers with equal deadlines fire in the order in which they were armed, which `postpone` renews.
  let armed = 0;
  let order: number[] = [];

  const indexOf = (event: PendingEvent): number => {
    for (let i = 0; i < count; i += 1) if (events[i] === event) return i;
    return -1;
  };
  const removeAt = (index: number): void => {
    for (let i = index + 1; i < count; i += 1) events[i - 1] = events[i] as PendingEvent;
    count -= 1;
    events.length = count;
  };
  const earlier = (a: PendingEvent, b: PendingEvent): boolean =>
    a.deadline < b.deadline || (a.deadline === b.deadline && (order[a.id] as number) < (order[b.id] as number));
  const first = (kind: PendingKind): PendingEvent | undefined => {
    let best: PendingEvent | undefined;
    for (let i = 0; i < count; i += 1) {
      const event = events[i] as PendingEvent;
      if (event.kind === kind && (best === undefined || earlier(event, best))) best = event;
    }
    return best;
  };

  const ledger: Ledger = {
    now: 0,
    fallback: 0,
    reset() {
      events = [];
      order = [];
      count = 0;
      created = 0;
      armed = 0;
      ledger.now = 0;
    },
    add(kind, task, label, happen, outcomes = 1, delay = 0) {
      const event: PendingEvent = {
        id: created,
        kind,
        task,
        label,
        outcomes,
        deadline: kind === 'timer' || kind === 'immediate' ? ledger.now + delay : 0,
        background: false,
        happen,
      };
      created += 1;
      order[event.id] = armed;
      armed += 1;
      events[count] = event;
      count += 1;
      return event;
    },
    remove(event) {
      const index = indexOf(event);
      if (index < 0) return false;
      removeAt(index);
      return true;
    },
    postpone(event, delay) {
      event.deadline = ledger.now + delay;
      order[event.id] = armed;
      armed += 1;
    },
    options(to) {
      const immediate = first('immediate');
      const earliest = first('timer');
      // An immediate comes before every timer that is not due yet: the loop reaches it at once.
      const timer =
        immediate === undefined || (earliest !== undefined && earliest.deadline <= ledger.now + 1)
          ? earliest
          : undefined;
      let n = 0;
      let inTurn = -1;
      let rank = 4;
      for (let i = 0; i < count; i += 1) {
        const event = events[i] as PendingEvent;
        const own = event.kind === 'pause' ? 0 : event.kind === 'immediate' ? 1 : event.kind === 'timer' ? 2 : 3;
        if ((own === 1 && event !== immediate) || (own === 2 && event !== timer)) continue;
        if (own < rank) {
          rank = own;
          inTurn = n;
        }
        for (let variant = 0; variant < event.outcomes && n < to.actors.length; variant += 1) {
          to.actors[n] = event.id;
          to.variants[n] = variant;
          to.preemptions[n] = 1;
          n += 1;
        }
      }
      ledger.fallback = inTurn < 0 ? 0 : inTurn;
      if (n > 0) to.preemptions[ledger.fallback] = 0;
      return n;
    },
    take(actor) {
      for (let i = 0; i < count; i += 1) {
        const event = events[i] as PendingEvent;
        if (event.id !== actor) continue;
        removeAt(i);
        if (event.deadline > ledger.now) ledger.now = event.deadline;
        return event;
      }
      return undefined;
    },
    busy() {
      for (let i = 0; i < count; i += 1) if ((events[i] as PendingEvent).kind === 'pause') return true;
      return false;
    },
    due() {
      const immediate = first('immediate');
      if (immediate !== undefined) return immediate;
      const timer = first('timer');
      return timer !== undefined && timer.deadline <= ledger.now + 1 ? timer : undefined;
    },
    pending() {
      return events;
    },
    kindOf(actor) {
      for (let i = 0; i < count; i += 1)
        if ((events[i] as PendingEvent).id === actor) return (events[i] as PendingEvent).kind;
      return 'pause';
    },
  };
  return ledger;
}
