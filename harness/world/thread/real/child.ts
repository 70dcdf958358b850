/** A real child: a process of its own whose worker threads run a scenario, in lockstep or free. One request, one reply. */
import { answerOnce } from '../../answer-once.js';
import { fileURLToPath } from 'node:url';
import { Replay } from '../../../explore/replay.js';
import { Lockstep } from './lockstep.js';
import { MainThread, type RealInput } from './main-thread.js';
import { stress } from './stress.js';

export interface LockstepRequest extends RealInput {
  schedule: number[];
  startIsStep: boolean;
}

export interface StressRequest extends RealInput {
  stress: { runs: number; seed: number; timeoutMs: number };
}

/** Forces the schedule on real workers and returns the history that it gave, and where it could not be followed. */
export async function lockstep(request: LockstepRequest, workerFile: string): Promise<unknown> {
  const { program, prelude, scenario, generated, startIsStep, plan } = request;
  const main = new MainThread(request);
  const broken = main.init();
  if (broken !== undefined) return { type: 'history', history: broken, divergedAt: null };
  const run = new Lockstep(main.machine, {
    program,
    prelude,
    scenario,
    generated,
    seed: plan?.seed ?? 1,
    memory: main.memory.buffer,
    data: main.data.buffer,
    startIsStep,
    workerFile,
    turnTimeoutMs: 20_000,
  });
  const replay = new Replay(request.schedule);
  try {
    run.run(replay);
    if (main.machine.status === 'done') main.after();
    return { type: 'history', history: run.history(main.names), divergedAt: replay.divergence?.step ?? null };
  } finally {
    await run.close();
  }
}

const file = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));

function answer(request: LockstepRequest | StressRequest): Promise<unknown> {
  return 'stress' in request
    ? stress(request, file('thread-stress-worker.js'))
    : lockstep(request, file('thread-worker.js'));
}

answerOnce(answer);
