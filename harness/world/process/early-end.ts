import type { Program } from '../../submission/program.js';
import { SIGBUS, SIGSEGV } from './posix/constants.js';

/**
 * A role of the scenario says what is right and wrong after the submission's functions have returned. A submission that
 * ends the process before would never be judged, so both realms tell of it as of an error that nobody catches.
 */

/** Whether that place is the submission's: what it calls there is not the scenario's doing. */
export function isOfSubmission({ modules, entry, sites }: Program, site: number): boolean {
  const file = sites[site]?.file;
  return modules.some(({ id }) => id === file && id !== entry);
}

/** The submission has called `exit` in a role of the scenario. */
export const EXITED = 'exit() before the role has returned';

/** A signal has ended the process. */
export function endedBy(signal: number): string {
  const names = new Map([
    [SIGBUS, 'SIGBUS: no such page in the mapped file'],
    [SIGSEGV, 'SIGSEGV: this memory may not be used like that'],
  ]);
  return names.get(signal) ?? `ended by signal ${String(signal)}`;
}

/** The signals that a process owes to its own access to memory. */
export function isFault(signal: number): boolean {
  return signal === SIGBUS || signal === SIGSEGV;
}
