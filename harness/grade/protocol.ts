/**
 * What the judge asks the explorer and what it is told: both ends in one file. The explorer runs student code, so the
 * judge believes nothing that has not this form, and nothing about points or verdicts comes this way.
 */
import { z } from 'zod';
import type { CoroutineConfig } from '../world/coroutine/coroutine-config.js';
import type { EngineConfig } from '../world/engine.js';

export type ExplorerConfig = EngineConfig | CoroutineConfig;

export type Command =
  | { type: 'open'; config: ExplorerConfig }
  /** `given`: what executions that another explorer ran came to, if one runs what the sampling strategies choose. */
  | { type: 'explore'; count: number; given?: string }
  | { type: 'run'; schedule: number[]; lenient: boolean };

const value: z.ZodType<unknown> = z.json();
const text = z.string().max(10_000);
const number = z.number().int();
const task = number.min(0).max(64);
const conflict = z.object({ task, site: number, access: z.enum(['read', 'write']), atomic: z.boolean(), cell: text });

const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('invoke'), task, call: number, op: text, args: z.array(value) }),
  z.object({ type: z.literal('return'), task, call: number, value }),
  z.object({ type: z.literal('throw'), task, call: number, error: text }),
  z.object({ type: z.literal('enter'), task, section: text }),
  z.object({ type: z.literal('leave'), task, section: text }),
  z.object({ type: z.literal('mark'), task, name: text, value }),
  z.object({ type: z.literal('sleep'), task, cell: text }),
  z.object({ type: z.literal('wake'), task, by: z.enum(['notify', 'timeout']) }),
  z.object({ type: z.literal('stop'), task }),
  z.object({ type: z.literal('fail'), task, message: text, site: number }),
  z.object({ type: z.literal('uncaught'), task, error: text, site: number }),
  z.object({ type: z.literal('spin'), task, site: number }),
  z.object({ type: z.literal('race'), first: conflict, second: conflict }),
  z.object({
    type: z.literal('access'),
    task,
    access: z.enum(['read', 'write', 'update']),
    op: text,
    cell: text,
    site: number,
  }),
]);

const pending = z.array(
  z.object({
    task,
    state: z.enum(['sleep', 'spin', 'blocked']),
    site: number,
    on: z.array(text),
    changed: z.boolean(),
    missed: z.boolean(),
  }),
);

export const historySchema = z.object({
  tasks: z.array(text).max(64),
  events: z.array(event).max(200_000),
  end: z.discriminatedUnion('status', [
    z.object({ status: z.literal('done') }),
    z.object({ status: z.literal('stuck'), pending }),
    z.object({ status: z.literal('endless'), pending }),
    z.object({ status: z.literal('broken'), phase: z.enum(['load', 'init']), error: text, site: number }),
  ]),
  used: z.array(text),
});

const schedule = z.array(number.min(0)).max(1_000_000);

const traceStep = z.object({
  task,
  site: number,
  kind: text,
  cell: text.nullable(),
  before: value,
  after: value,
  result: value,
  switch: z.enum(['none', 'preemption', 'blocked']),
  note: text.optional(),
});

const estimate = z.object({ explored: number.min(1), total: number.min(1) }).optional();
const strength = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('proved'), executions: number }),
  z.object({ kind: z.literal('bounded'), preemptions: number, executions: number, estimate }),
  z.object({ kind: z.literal('sampled'), schedules: number, estimate }),
]);

export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened') }),
  z.object({ type: z.literal('refused'), phase: z.enum(['load', 'init']), message: text }),
  z.object({
    type: z.literal('batch'),
    executions: number,
    ran: number,
    taken: z.array(number).max(100_000),
    wants: z.boolean(),
    outcomes: z.string().max(100_000),
    finished: z.boolean(),
    strategy: text,
    strength,
    sampled: number.min(0),
    samples: z.array(z.object({ execution: number, schedule, history: historySchema })),
    raced: z.boolean(),
    glued: z.boolean(),
    long: z.boolean(),
    cannotSwitch: text.nullable(),
    deviation: z.object({ step: number, site: number, first: text, second: text }).nullable(),
  }),
  z.object({
    type: z.literal('run'),
    schedule,
    preemptions: number,
    history: historySchema,
    trace: z.array(traceStep),
    divergedAt: number.nullable(),
    startIsStep: z.boolean(),
  }),
  z.object({ type: z.literal('failed'), message: text }),
]);

export type Reply = z.infer<typeof replySchema>;
export type BatchReply = Extract<Reply, { type: 'batch' }>;
export type RunReply = Extract<Reply, { type: 'run' }>;

/** What a real child tells. */
export const lockstepReplySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('history'), history: historySchema, divergedAt: number.nullable() }),
  z.object({ type: z.literal('failed'), message: text }),
]);
export const stressReplySchema = z.object({
  type: z.literal('stressed'),
  runs: number.min(0),
  histories: z.array(z.object({ count: number.min(1), history: historySchema })),
});

export type LockstepReply = z.infer<typeof lockstepReplySchema>;
