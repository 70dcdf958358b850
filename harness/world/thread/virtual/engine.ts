import { Portfolio, type PortfolioPlan } from '../../../explore/portfolio.js';
import { Replay } from '../../../explore/replay.js';
import type { Progress } from '../../../explore/strategy.js';
import type { Strength } from '../../../explore/strength.js';
import type { History } from '../../../oracle/history.js';
import type { Evaluate } from '../core.js';
import type { Program } from '../../../submission/program.js';
import type { ThreadTraceStep } from '../trace-recorder.js';
import { LoadError } from '../realm.js';
import { VirtualRunner } from './runner.js';

/**
 * The explorer's engine as the host sees it. It is bundled into one script and evaluated in a bare context, where
 * nothing of Node is, so that student code that got hold of one of its objects would still have got hold of nothing.
 * What crosses the border is text and numbers.
 */
export interface EngineConfig {
  program: Program;
  prelude: string;
  scenario: string;
  maxSteps: number;
  recordAccesses: boolean;
  plan: PortfolioPlan;
}

export interface Sample {
  /** Number of the execution, from 1. */
  execution: number;
  schedule: number[];
  history: History;
}

export interface Batch {
  executions: number;
  finished: boolean;
  strategy: string;
  progress: Progress;
  strength: Strength;
  /** Executions whose history had not been seen before. */
  samples: Sample[];
  raced: boolean;
  glued: boolean;
  cannotSwitch: string | null;
}

export interface Run {
  /** What was executed. */
  schedule: number[];
  preemptions: number;
  history: History;
  /** Empty unless it was asked for. */
  trace: ThreadTraceStep[];
  /** The first step at which the schedule asked for something that was not offered, or null. */
  divergedAt: number | null;
  /** Starting a task is a step of its own in these schedules. */
  startIsStep: boolean;
  memory: number;
  data: number;
}

export interface Engine {
  /** JSON of `{ error }` or `{ ok: true }`. */
  readonly opening: string;
  /** Runs up to `count` executions more; JSON of a Batch. */
  explore(count: number): string;
  /** Runs this schedule (JSON) and then the fallback; JSON of a Run. `lenient` skips choices that are not offered. */
  run(schedule: string, lenient: boolean): string;
}

export function open(config: string, context: () => Evaluate): Engine {
  const options = JSON.parse(config) as EngineConfig;
  let runner: VirtualRunner;
  try {
    runner = new VirtualRunner({ ...options, context });
  } catch (error) {
    const phase = error instanceof LoadError ? error.phase : 'load';
    const message = error instanceof Error ? error.message : String(error);
    const refused = JSON.stringify({ error: { phase, message } });
    return { opening: refused, explore: () => refused, run: () => refused };
  }
  const portfolio = new Portfolio(options.plan);
  const seen = new Set<string>();
  let executions = 0;
  let raced = false;
  let cannotSwitch: string | null = null;

  const explore = (count: number): string => {
    const samples: Sample[] = [];
    let finished = false;
    for (let i = 0; i < count; i++) {
      if (!portfolio.begin()) {
        finished = true;
        break;
      }
      const { status } = runner.run(portfolio);
      raced ||= runner.machine.raced;
      cannotSwitch ??= runner.cannotSwitch() ?? null;
      if (status === 'cut') continue;
      executions++;
      const key = runner.key();
      if (seen.has(key)) continue;
      seen.add(key);
      samples.push({ execution: executions, schedule: [...runner.schedule()], history: runner.history() });
    }
    const { glued } = runner.machine;
    const sound = !raced && !glued && cannotSwitch === null;
    const batch: Batch = {
      executions,
      finished,
      strategy: portfolio.name,
      progress: portfolio.progress,
      strength: portfolio.strength({ sound }),
      samples,
      raced,
      glued,
      cannotSwitch,
    };
    return JSON.stringify(batch);
  };

  const run = (schedule: string, lenient: boolean): string => {
    const replay = new Replay(JSON.parse(schedule) as number[], lenient ? 'skip' : 'stop');
    replay.begin();
    const trace = lenient ? [] : runner.detailed(replay).steps;
    if (lenient) runner.run(replay);
    const result: Run = {
      schedule: [...runner.schedule()],
      preemptions: replay.preemptions,
      history: runner.history(),
      trace,
      divergedAt: replay.divergence?.step ?? null,
      startIsStep: runner.startIsStep,
      memory: runner.machine.layout.memory,
      data: runner.machine.layout.data,
    };
    return JSON.stringify(result);
  };
  return { opening: JSON.stringify({ ok: true }), explore, run };
}
