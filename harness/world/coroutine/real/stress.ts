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

/** Every history that was seen, and how often. */
export interface Stressed {
  type: 'stressed';
  runs: number;
  histories: { count: number; history: History }[];
}

/** Up to `runs` executions, fewer where they take longer than `timeoutMs`. Only a natural rate comes of it. */
export async function stressed(
  input: CoroutineInput,
  { runs, seed, timeoutMs }: { runs: number; seed: number; timeoutMs: number },
): Promise<Stressed> {
  const seen = new Map<string, { count: number; history: History }>();
  const deadline = Date.now() + timeoutMs;
  let done = 0;
  for await (const { history } of stressReal(input, { runs, seed })) {
    done += 1;
    const key = JSON.stringify(history);
    const known = seen.get(key);
    if (known === undefined) seen.set(key, { count: 1, history });
    else known.count += 1;
    if (Date.now() >= deadline) break;
  }
  return { type: 'stressed', runs: done, histories: [...seen.values()] };
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
