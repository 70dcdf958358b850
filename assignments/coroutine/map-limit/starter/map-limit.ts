/** Runs `work` for every item, at most `limit` at once. The contract is in the handout. */
export function mapLimit<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  throw new Error('not written yet');
}
