/** A coroutine with the line of its callers: the innermost child is the one that runs. */
interface Thread {
  stack: Generator[];
  /** How the innermost one is resumed. */
  resume: { error: unknown } | { value: unknown };
  index: number;
}

interface Sleeper {
  until: number;
  thread: Thread;
}

/** Runs generators in turns; time passes only when nobody is ready. */
export class Scheduler {
  readonly #ready: Thread[] = [];
  /** By the time of waking up; equal ones in the order of going to sleep. */
  readonly #sleepers: Sleeper[] = [];
  readonly #results: PromiseSettledResult<unknown>[] = [];
  #now = 0;
  #spawned = 0;

  spawn(coroutine: Generator): void {
    this.#ready.push({ stack: [coroutine], resume: { value: undefined }, index: this.#spawned });
    this.#spawned += 1;
  }

  run(): PromiseSettledResult<unknown>[] {
    for (;;) {
      const thread = this.#ready.shift();
      if (thread) this.#turn(thread);
      else if (!this.#wake()) return this.#results;
    }
  }

  #turn(thread: Thread): void {
    const running = thread.stack.at(-1) as Generator;
    const { resume } = thread;
    let step: IteratorResult<unknown>;
    try {
      step = 'error' in resume ? running.throw(resume.error) : running.next(resume.value);
    } catch (error) {
      this.#end(thread, { error }, { status: 'rejected', reason: error });
      return;
    }
    if (step.done) {
      this.#end(thread, { value: step.value }, { status: 'fulfilled', value: step.value });
      return;
    }
    thread.resume = { value: undefined };
    if (typeof step.value === 'number') {
      this.#sleep({ until: this.#now + step.value, thread });
      return;
    }
    if (step.value !== undefined) thread.stack.push(step.value as Generator);
    this.#ready.push(thread);
  }

  /** The innermost one has ended: its caller goes on, or the thread is over. */
  #end(thread: Thread, resume: Thread['resume'], result: PromiseSettledResult<unknown>): void {
    thread.stack.pop();
    if (thread.stack.length === 0) {
      this.#results[thread.index] = result;
      return;
    }
    thread.resume = resume;
    this.#ready.push(thread);
  }

  #sleep(sleeper: Sleeper): void {
    const later = this.#sleepers.findIndex(({ until }) => until > sleeper.until);
    this.#sleepers.splice(later < 0 ? this.#sleepers.length : later, 0, sleeper);
  }

  #wake(): boolean {
    const first = this.#sleepers[0];
    if (!first) return false;
    this.#now = first.until;
    while (this.#sleepers[0]?.until === this.#now) this.#ready.push((this.#sleepers.shift() as Sleeper).thread);
    return true;
  }
}
