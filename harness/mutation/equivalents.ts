/**
 * Mutants that are no mistakes: `equivalent.json` beside a reference says which, and why. They are named by operator,
 * function and text, so that an entry holds wherever its line moves to, and only for as long as the line stays the same.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { AssignmentError } from '../assignment/assignment-error.js';
import type { Mutant } from './mutants.js';

const schema = z.array(
  z.strictObject({
    /** Why no check may fail: what the contract leaves open, or why the behaviour is the same. */
    reason: z.string().min(20),
    mutants: z
      .array(z.strictObject({ operator: z.string(), in: z.string(), was: z.string(), becomes: z.string() }))
      .min(1),
  }),
);

export type MutantKey = Pick<Mutant, 'operator' | 'in' | 'was' | 'becomes'>;

export interface Equivalent extends MutantKey {
  reason: string;
}

/**
 * @param file of that name or absent
 * @throws AssignmentError where it is wrong
 */
export function loadEquivalents(file: string): Equivalent[] {
  if (!existsSync(file)) return [];
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new AssignmentError(`${file} is no JSON: ${String(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new AssignmentError(`A mistake in ${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.flatMap(({ reason, mutants }) => mutants.map((mutant) => ({ reason, ...mutant })));
}

export function sameMutant(one: MutantKey, other: MutantKey): boolean {
  return (
    one.operator === other.operator && one.in === other.in && one.was === other.was && one.becomes === other.becomes
  );
}
