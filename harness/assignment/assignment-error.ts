/** A teacher's error, or a wrong name on the command line: shown without a stack, exit code 2. */
export class AssignmentError extends Error {
  override readonly name = 'AssignmentError';
}
