/** A counter and a log in a mapped file. The contract is in the handout. */

/** Makes the file: the counter is 0, the log is empty. Called once, before anything else. */
export function create(path: string): void {
  throw new Error('not written yet');
}

/** Removes the file and whatever else you have made. Called once, after everything else. */
export function remove(path: string): void {
  throw new Error('not written yet');
}

/** Adds one to the counter and returns its new value. */
export function increment(path: string): number {
  throw new Error('not written yet');
}

/** The value of the counter. */
export function value(path: string): number {
  throw new Error('not written yet');
}

/** Appends a record to the log. */
export function append(path: string, record: string): void {
  throw new Error('not written yet');
}

/** All records of the log, the oldest first. */
export function records(path: string): string[] {
  throw new Error('not written yet');
}
