/** `limit` workers share one iterator; each takes the next item when it has done the last. */
export async function mapLimit<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const all = [...items];
  const results: R[] = new Array<R>(all.length);
  let next = 0;
  let failure: { error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (next < all.length && !failure) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(all[index] as T, index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, all.length) }, worker));
  if (failure) throw (failure as { error: unknown }).error;
  return results;
}
