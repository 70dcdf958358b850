/**
 * A copy of plain data of another realm in this one. Reads own properties only: a `toJSON` that a submission has put on a
 * prototype has no say in it.
 */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => plain(value[index]));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = plain((value as Record<string, unknown>)[key]);
  return copy;
}
