/** Many seeded orders of outside events on the real event loop. */
import type { Schedule, Strategy } from '../../../explore/strategy.js';
import type { History } from '../../../oracle/history.js';
import type { CoroutineInput } from '../virtual/execution.js';
import { RealCoroutineRunner } from './real-runner.js';

/** The histories of `runs` executions, each with what happens next drawn from the seed. */
export async function* stressReal(
  input: CoroutineInput,
  { runs, seed }: { runs: number; seed: number },
): AsyncGenerator<{ history: History; schedule: Schedule }, void, void> {
  const runner = new RealCoroutineRunner(input);
  const strategy = drawn(seed);
  for (let i = 0; i < runs; i += 1) {
    await runner.run(strategy);
    yield { history: runner.history(), schedule: runner.schedule() };
  }
}

function drawn(seed: number): Strategy {
  let state = seed >>> 0;
  return {
    name: 'stress',
    begin: () => true,
    choose(point) {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = state;
      t = Math.imul(t ^ (t >>> 15), t | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * point.count);
    },
    end: () => undefined,
    progress: { executions: 0, cut: 0, exhausted: false },
  };
}
