/**
 * A stack of free slots, linked by index. Its author thought that taking a slot's link away before moving the head keeps
 * two from popping the same slot; it takes five preemptions to see that it does not.
 */
const HEAD = 0;
const COUNT = 1;
const NEXT = 2;
const SLOTS = 3;
const VALUE = NEXT + SLOTS;
const ROUNDS = 2;
export const cells = VALUE + SLOTS;

export function init(memory: Int32Array): void {
  memory[COUNT] = SLOTS;
  for (let i = 0; i < SLOTS; i++) memory[NEXT + i] = i === SLOTS - 1 ? -1 : i + 1;
}

/** A slot, or -1 where there seems to be none. */
function pop(memory: Int32Array): number {
  while (Atomics.load(memory, COUNT) > 1) {
    const head = Atomics.load(memory, HEAD);
    const next = Atomics.exchange(memory, NEXT + head, -1);
    if (next < 0) continue;
    if (Atomics.compareExchange(memory, HEAD, head, next) === head) {
      Atomics.sub(memory, COUNT, 1);
      return head;
    }
    Atomics.exchange(memory, NEXT + head, next);
  }
  return -1;
}

function push(memory: Int32Array, slot: number): void {
  let head = Atomics.load(memory, HEAD);
  for (;;) {
    Atomics.store(memory, NEXT + slot, head);
    const found = Atomics.compareExchange(memory, HEAD, head, slot);
    if (found === head) break;
    head = found;
  }
  Atomics.add(memory, COUNT, 1);
}

export function use(memory: Int32Array, me: number): void {
  for (let round = 0; round < ROUNDS; round++) {
    let slot = pop(memory);
    while (slot < 0) slot = pop(memory);
    Atomics.store(memory, VALUE + slot, me);
    if (Atomics.load(memory, VALUE + slot) !== me) throw new Error('two have the same slot');
    push(memory, slot);
  }
}
