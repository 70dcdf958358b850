/** Many seeded orders of outside events on the real event loop. */
import { RandomWalk } from '../../../explore/random-walk.js';
import type { Schedule } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import { StressCount, type StressReply } from '../../stress-count.js';
import type { CoroutineInput } from '../virtual/execution.js';
import { RealCoroutineRunner } from './real-runner.js';

/** The histories of `runs` executions, each with what happens next drawn from the seed. */
export async function* stressReal(
  input: CoroutineInput,
  { runs, seed }: { runs: number; seed: number },
): AsyncGenerator<{ history: History; schedule: Schedule }, void, void> {
  const runner = new RealCoroutineRunner(input);
  const strategy = new RandomWalk(seed);
  for (let i = 0; i < runs; i += 1) {
    await runner.run(strategy);
    yield { history: runner.history(), schedule: runner.schedule() };
  }
}

/** Up to `runs` executions, fewer where they take longer than `timeoutMs`. Only a natural rate comes of it. */
export async function stressed(
  input: CoroutineInput,
  { runs, seed, timeoutMs }: { runs: number; seed: number; timeoutMs: number },
): Promise<StressReply> {
  const count = new StressCount();
  const deadline = Date.now() + timeoutMs;
  for await (const { history } of stressReal(input, { runs, seed })) {
    count.add(history);
    if (Date.now() >= deadline) break;
  }
  return count.reply();
}
