/** A driver that looks at the stop flag, and only then counts itself in: a stop between the two goes unseen. */
const STOPPING = 0;
const PENDING = 1;
const IDLE = 2;
const STOPPED = 3;
export const cells = 4;

export function init(memory: Int32Array): void {
  memory[PENDING] = 1;
}

function leave(memory: Int32Array): void {
  if (Atomics.sub(memory, PENDING, 1) === 1) Atomics.store(memory, IDLE, 1);
}

export function use(memory: Int32Array): void {
  if (Atomics.load(memory, STOPPING) === 0) {
    Atomics.add(memory, PENDING, 1);
    if (Atomics.load(memory, STOPPED) === 1) throw new Error('the device is used after it was stopped');
  }
  leave(memory);
}

export function stop(memory: Int32Array): void {
  Atomics.store(memory, STOPPING, 1);
  leave(memory);
  if (Atomics.load(memory, IDLE) === 1) Atomics.store(memory, STOPPED, 1);
}
