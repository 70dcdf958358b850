/** Exit codes, and the error of somebody who typed something that cannot be done. */
export const exitCode = {
  /** Full marks, or at least `--fail-under`; for other commands: done. */
  ok: 0,
  marksLost: 1,
  /** Wrong use, or a mistake in an assignment. */
  usage: 2,
  /** An error of the harness: costs no marks and needs a person. */
  harness: 3,
  interrupted: 130,
} as const;

/** Shown without a stack; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
