/** A real child: a process of its own that runs a scenario on Node's event loop, as told or in drawn orders. One request, one reply. */
import { answerOnce } from '../../answer-once.js';
import type { GeneratedTasks } from '../../generated-tasks.js';
import type { CoroutineProgram } from '../compile/program.js';
import { TICKS } from '../coroutine-config.js';
import { replayReal } from './real-runner.js';
import { stressed } from './stress.js';

export interface EventLoopRequest {
  program: CoroutineProgram;
  scenario: string;
  generated?: GeneratedTasks;
  maxSteps: number;
  schedule: number[];
  /** Many executions in orders drawn from the seed, instead of the schedule. */
  stress?: { runs: number; seed: number; timeoutMs: number };
  plan?: { seed: number };
}

async function answer(request: EventLoopRequest): Promise<unknown> {
  const { program, scenario, generated, maxSteps, schedule, stress, plan } = request;
  const budget = { steps: maxSteps, ticks: TICKS };
  const input = { program, scenario, generated, budget, seed: plan?.seed ?? 1 };
  if (stress !== undefined) return stressed(input, stress);
  const { history, divergedAt } = await replayReal(input, schedule);
  return { type: 'history', history, divergedAt: divergedAt < 0 ? null : divergedAt };
}

answerOnce(answer);
