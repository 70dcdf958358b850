/** Fixtures: submissions kept in the repository with the finding that each must get. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AssignmentError } from './assignment-error.js';

const schema = z.strictObject({
  /** What is wrong with it, or what is unusual about it. */
  description: z.string().min(1),
  expect: z.union([
    z.literal('full-marks'),
    z.strictObject({
      /** The check that must fail, and the kind of its finding. */
      check: z.string(),
      kind: z.string(),
      /** Another kind that the same mistake shows in other schedules, which another seed may find first. */
      orKind: z.string().optional(),
      /** Other checks that the same mistake fails. */
      alsoFails: z.array(z.string()).optional(),
    }),
  ]),
});

export type Fixture = z.infer<typeof schema> & {
  name: string;
  /** Absolute. */
  folder: string;
};

/**
 * The fixtures in a folder, by name.
 * @throws AssignmentError where a `fixture.json` is missing or wrong.
 */
export function loadFixtures(folder: string): Fixture[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => loadFixture(join(folder, entry.name), entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function loadFixture(folder: string, name: string): Fixture {
  const file = join(folder, 'fixture.json');
  if (!existsSync(file)) throw new AssignmentError(`${file} is missing: every fixture says what it must get.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new AssignmentError(`${file} is no JSON: ${String(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new AssignmentError(`A mistake in ${file}:\n${z.prettifyError(parsed.error)}`);
  return { ...parsed.data, name, folder };
}
