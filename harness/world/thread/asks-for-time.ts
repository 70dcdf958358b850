import type { Program } from '../../submission/program.js';

/** Whether the submission, not only the scenario, names a clock: then it matters how late a sleeper comes to look at it. */
export function asksForTime({ modules, entry }: Program): boolean {
  return modules.some(({ id, code }) => id !== entry && /\b(?:Date|performance)\b/.test(code));
}
