/** Lets callers who want the same thing at the same time share one run. The contract is in the handout. */
export class SingleFlight<T> {
  /** Runs `work`, or joins the run for the key that is in flight. */
  do(key: string, work: () => Promise<T>): Promise<T> {
    throw new Error('not written yet');
  }
}
