/** A real child: a process of its own that repeats a schedule on Node's event loop. One request, one reply. */
import { answerOnce } from '../../answer-once.js';
import type { GeneratedTasks } from '../../generated-tasks.js';
import type { CoroutineProgram } from '../compile/program.js';
import { TICKS } from '../coroutine-config.js';
import { replayReal } from './real-runner.js';

export interface EventLoopRequest {
  program: CoroutineProgram;
  scenario: string;
  generated?: GeneratedTasks;
  maxSteps: number;
  schedule: number[];
  plan?: { seed: number };
}

async function answer({ program, scenario, generated, maxSteps, schedule, plan }: EventLoopRequest): Promise<unknown> {
  const budget = { steps: maxSteps, ticks: TICKS };
  const input = { program, scenario, generated, budget, seed: plan?.seed ?? 1 };
  const { history, divergedAt } = await replayReal(input, schedule);
  return { type: 'history', history, divergedAt: divergedAt < 0 ? null : divergedAt };
}

answerOnce(answer);
