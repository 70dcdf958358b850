/** A bounded buffer between processes. The contract is in the handout. */

/** Makes the empty buffer with room for `capacity` items. Called once, before the roles are started. */
export function create(name: string, capacity: number): void {
  throw new Error('not written yet');
}

/** Removes all that `create` has made. Called once, when every role has returned. */
export function remove(name: string): void {
  throw new Error('not written yet');
}

/** Puts `count` items, each of them what `make` returns. */
export function producer(name: string, count: number, make: () => number): void {
  throw new Error('not written yet');
}

/** Takes `count` items and calls `use` for each. */
export function consumer(name: string, count: number, use: (item: number) => void): void {
  throw new Error('not written yet');
}
