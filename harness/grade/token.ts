import { z } from 'zod';
import { isGeneratedBy, type ScenarioGenerator } from '../assignment/scenario-generator.js';
import { decodeToken, encodeToken, isFor, type ReplayToken } from '../explore/token.js';
import type { GeneratedTasks } from '../world/generated-tasks.js';

const argument = z.union([z.number(), z.string().max(1000), z.boolean(), z.null()]);
const generatedSchema = z.array(z.array(z.tuple([z.string().max(100)], argument)));

/** The digest in a result begins with the name of the algorithm, the one in a token does not. */
const hexadecimal = (digest: string): string => digest.replace(/^sha256:/, '');

/** @param generated the tasks, where a generator made them */
export function tokenOf(content: Omit<ReplayToken, 'scenario'>, generated: GeneratedTasks | undefined): string {
  const { assignment, check, digest, seed, schedule } = content;
  const scenario = generated === undefined ? {} : { scenario: JSON.stringify(generated) };
  return encodeToken({ assignment, check, digest: hexadecimal(digest), seed, schedule, ...scenario });
}

/** The tasks that a token carries, if the check generates its scenarios; `other` where the two do not go together. */
export function generatedIn(
  { scenario }: ReplayToken,
  generator: ScenarioGenerator | undefined,
): GeneratedTasks | undefined | 'other' {
  if (scenario === undefined || generator === undefined) return scenario === generator ? undefined : 'other';
  let content: unknown;
  try {
    content = JSON.parse(scenario);
  } catch {
    return 'other';
  }
  const parsed = generatedSchema.safeParse(content);
  return parsed.success && isGeneratedBy(generator, parsed.data) ? parsed.data : 'other';
}

/** What a pasted token says, or why it says nothing to this version, with the way out. */
export function readToken(text: string): { type: 'token'; token: ReplayToken } | { type: 'refused'; reason: string } {
  const decoded = decodeToken(text);
  if (decoded.ok) return { type: 'token', token: decoded.token };
  switch (decoded.reason) {
    case 'garbled':
      return {
        type: 'refused',
        reason: 'This is not a whole replay token: a character is missing or changed. Copy it again.',
      };
    case 'version': {
      const reason = `The token is of version ${String(decoded.version)}, which this version of interleave cannot replay. Grade again for a new one.`;
      return { type: 'refused', reason };
    }
    default:
      return decoded satisfies never;
  }
}

/** Why a token does not fit a submission, or undefined where it does. */
export function mismatch(token: ReplayToken, digest: string): string | undefined {
  if (isFor(token, hexadecimal(digest))) return undefined;
  return 'The token is for another submission: the files differ from those that it was made for. Grade again for a new one.';
}
