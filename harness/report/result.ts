/** The result document: the only source of every report. Its version changes when a field changes its meaning. */
import { z } from 'zod';
import { FINDING_KINDS } from '../oracle/oracle.js';
import { BUG_CLASSES } from './bug-class.js';

export const RESULT_VERSION = 1;

const access = z.strictObject({
  task: z.int().nonnegative().describe('Index of the task.'),
  access: z.enum(['read', 'write', 'notify', 'sleep']).describe('What it does to the cell.'),
  place: z.string().describe('File and line, as in `mutex.ts:12`; empty where the step has no place in the source.'),
  text: z.string().describe('The source text of the expression.'),
});

const row = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('step').describe('A step of a task.'),
    task: z.int().nonnegative().describe('Index of the task: the column.'),
    place: z.string().describe('File and line.'),
    within: z.string().optional().describe('The function of the submission that it is in.'),
    text: z.string().describe('The source text of the expression.'),
    effect: z.string().describe('What it read or wrote, as in `memory[0]: 0 → 1`.'),
    conflicting: z.boolean().describe('Whether it is one of the two conflicting accesses.'),
  }),
  z.strictObject({
    type: z.literal('spins').describe('The rows before it stand for several iterations.'),
    task: z.int().nonnegative().describe('Index of the task.'),
    steps: z.int().positive().describe('How many rows one iteration has.'),
    times: z.int().positive().describe('How many iterations there were.'),
    text: z.string().describe('The same in words.'),
  }),
  z.strictObject({
    type: z.literal('preempted').describe('The scheduler switched away from the task although it could go on.'),
    task: z.int().nonnegative().describe('Index of the task.'),
    text: z.string().describe('The same in words.'),
  }),
]);

export const pictureSchema = z.strictObject({
  tasks: z.array(z.string()).describe('Names of the tasks, one a column.'),
  rows: z.array(row).describe('What happened, from top to bottom.'),
  preemptions: z.int().nonnegative().describe('How many switches had to be forced.'),
  conflict: z
    .strictObject({
      cell: z.string().describe('The cell that both touch.'),
      accesses: z
        .tuple([access, access])
        .describe('The two accesses whose order decides, in the order in which they happened.'),
    })
    .optional()
    .describe('Absent where no two accesses are sure to be the cause.'),
});

export const findingSchema = z.strictObject({
  kind: z.enum(FINDING_KINDS).describe('What was violated.'),
  check: z.string().describe('Id of the check that found it.'),
  message: z.string().describe('One sentence in the chosen language.'),
  token: z
    .string()
    .describe('Replays it exactly: `interleave replay TOKEN PATH`. Empty where no schedule is to blame.'),
  confirmed: z
    .enum(['lockstep', 'stress', 'not-needed', 'not-confirmed', 'not-available'])
    .describe(
      'How it was repeated in the real realm: forced step by step, seen when running free, not needed since no schedule is ' +
        'to blame, could not be repeated (the harness is wrong; costs no points), or this system has no real realm.',
    ),
  class: z.enum(BUG_CLASSES).describe('The class of the bug, a page in `docs/bugs`; `unclassified` when unsure.'),
  explanation: z
    .string()
    .describe('The whole explanation in the chosen language, with the picture drawn 100 columns wide.'),
  trace: pictureSchema.optional().describe('The data of the picture: one column a task.'),
});

const estimate = z
  .strictObject({
    explored: z.int().positive().describe('Inequivalent executions that the reduction explored.'),
    total: z
      .number()
      .positive()
      .describe('Inequivalent executions in all, estimated from how far it came; the order of magnitude is meant.'),
  })
  .optional()
  .describe('What was left unexplored, where the reduction began and did not end within its part of the budget.');

export const strengthSchema = z.discriminatedUnion('level', [
  z.strictObject({
    level: z.literal('proved').describe('All inequivalent executions pass, and none has a data race.'),
    executions: z.int().nonnegative().describe('How many there are.'),
    notes: z
      .array(z.string())
      .describe('What limits the claim: code that could not be switched away from, and the like.'),
  }),
  z.strictObject({
    level: z.literal('bounded').describe('All executions with at most so many preemptions pass.'),
    preemptions: z.int().nonnegative().describe('The bound.'),
    executions: z.int().nonnegative().describe('How many were run.'),
    estimate,
    notes: z.array(z.string()).describe('What limits the claim.'),
  }),
  z.strictObject({
    level: z.literal('sampled').describe('Some executions were run; all of them pass.'),
    executions: z.int().nonnegative().describe('How many were run.'),
    estimate,
    notes: z.array(z.string()).describe('What limits the claim.'),
  }),
]);

export const checkSchema = z.strictObject({
  id: z.string().describe('Id of the check within the assignment.'),
  title: z.string().describe('In the chosen language.'),
  points: z.number().nonnegative().describe('Points given.'),
  maxPoints: z.number().nonnegative().describe('Points that can be had.'),
  visibility: z.enum(['public', 'hidden']).describe('Whether students see the check before the deadline.'),
  outcome: z
    .enum(['passed', 'failed', 'skipped', 'error'])
    .describe('`skipped`: a prerequisite failed. `error`: the harness failed; costs nothing, needs a person.'),
  strength: strengthSchema.optional().describe('How strong a `passed` is; absent otherwise.'),
  executions: z.int().nonnegative().describe('Executions run for this check in the virtual realm.'),
  seeded: z
    .literal(true)
    .optional()
    .describe('Chance took part: another seed might have found something else. Absent: the same for every seed.'),
  sampled: z.int().positive().optional().describe('How many of the executions the sampling strategies chose, if any.'),
  rate: z
    .strictObject({
      failures: z.int().nonnegative().describe('Runs that failed.'),
      runs: z.int().nonnegative().describe('Runs in all.'),
    })
    .optional()
    .describe('How often it failed when running free on this machine; says nothing about the grade.'),
  reason: z.string().optional().describe('Why it was skipped, or what went wrong in the harness.'),
  findings: z.array(findingSchema).describe('Empty unless the check failed, or could not be confirmed.'),
});

export const resultSchema = z.strictObject({
  version: z.literal(RESULT_VERSION).describe('Version of this format.'),
  harnessVersion: z.string().describe('Version of interleave that graded.'),
  assignment: z.string().describe('Id of the assignment, as in `thread/mutex`.'),
  title: z.string().describe('Its title in the chosen language.'),
  submission: z
    .strictObject({
      path: z.string().describe('As it was given.'),
      digest: z.string().describe('Digest of the files that were graded, `sha256:` and hexadecimal.'),
    })
    .describe('What was graded.'),
  seed: z.int().describe('The seed: with assignment, submission and version it fixes the grade.'),
  points: z.number().nonnegative().describe('Sum over the checks.'),
  maxPoints: z.number().nonnegative().describe('Sum over the checks.'),
  checks: z.array(checkSchema).describe('In the order of the assignment.'),
});

export type Result = z.infer<typeof resultSchema>;
export type CheckResult = z.infer<typeof checkSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Strength = z.infer<typeof strengthSchema>;
export type Outcome = CheckResult['outcome'];
export type Confirmed = Finding['confirmed'];
